using System.Net;
using Pipeline.Webhooks;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Webhooks;

/// <summary>Receivers that hang, break, lead astray or are gone, and addresses that nothing is sent to.</summary>
public sealed class Troubles() : WebhookTest(new SqliteFile())
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Receiver_that_hangs_is_left_and_tried_again(bool inTheBody)
    {
        await using var host = await StartAsync();
        await using var receiver = new Receiver { Answer = inTheBody ? Receiver.TrickleAsync : Receiver.HangAsync };
        var webhook = await TellAsync(host, receiver);

        await SendAsync(host, new WebhookOptions { AllowedNetworks = ["127.0.0.0/8"], Timeout = TimeSpan.FromMilliseconds(400) });

        var delivery = await DeliveryAsync(host, webhook);
        Assert.Equal((DeliveryState.Pending, DeliveryProblem.TimedOut, 1), (delivery.State, delivery.Problem, delivery.Attempts));
        Assert.Null(delivery.LeaseUntil);
        receiver.Answer = Receiver.With(200);
        Clock.Advance(TimeSpan.FromSeconds(7));
        await SendAsync(host);
        Assert.Equal(DeliveryState.Delivered, (await DeliveryAsync(host, webhook)).State);
    }

    [Fact]
    public async Task What_waits_for_one_receiver_holds_up_no_other()
    {
        await using var host = await StartAsync();
        await using var behind = new Receiver();
        await using var other = new Receiver();
        await MakeAsync(host, behind);
        for (var number = 0; number < 10; number++)
            await CompleteAsync(host, $"talk-{number}");
        await IntakeOf(host).LookAsync(Cancel);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await MakeAsync(host, other);
        await CompleteAsync(host, "newer");
        await IntakeOf(host).LookAsync(Cancel);
        var before = -1;
        other.Answer = (response, cancellation) =>
        {
            before = behind.Received.Count;
            return Receiver.With(204)(response, cancellation);
        };

        await SendAsync(host, new WebhookOptions { AllowedNetworks = ["127.0.0.0/8"], Concurrency = 2 });

        Assert.InRange(before, 0, 1);
        Assert.Equal(11, behind.Received.Count);
        Assert.Single(other.Received);
    }

    [Fact]
    public async Task Redirect_to_a_private_address_is_noted_and_not_followed()
    {
        await using var host = await StartAsync();
        await using var elsewhere = new Receiver();
        await using var receiver = new Receiver { Answer = Receiver.With(302, elsewhere.Url) };
        var webhook = await TellAsync(host, receiver);

        await SendAsync(host);

        var delivery = await DeliveryAsync(host, webhook);
        Assert.Equal((DeliveryState.Pending, DeliveryProblem.Redirected, 302, elsewhere.Url), (delivery.State, delivery.Problem, delivery.AnswerStatus, delivery.ProblemDetail));
        Assert.Single(receiver.Received);
        Assert.Empty(elsewhere.Received);
    }

    [Fact]
    public async Task Receiver_that_breaks_for_an_hour_is_tried_less_and_less_and_told_in_the_end()
    {
        await using var host = await StartAsync();
        await using var receiver = new Receiver { Answer = Receiver.With(500, body: "on fire") };
        var webhook = await TellAsync(host, receiver);
        var began = Clock.GetUtcNow();
        var moments = new List<TimeSpan>();

        while (Clock.GetUtcNow() - began < TimeSpan.FromHours(1))
        {
            if (await SendAsync(host) > 0)
                moments.Add(Clock.GetUtcNow() - began);
            Clock.Advance(TimeSpan.FromSeconds(2));
        }

        Assert.InRange(moments.Count, 8, 12);
        var pauses = moments.Zip(moments.Skip(1), (one, next) => next - one).ToList();
        Assert.All(pauses.Zip(pauses.Skip(1)), pair => Assert.True(pair.Second > pair.First));
        var failed = await DeliveryAsync(host, webhook);
        Assert.Equal((DeliveryState.Pending, 500, "on fire"), (failed.State, failed.AnswerStatus, failed.AnswerBody));

        receiver.Answer = Receiver.With(204);
        Clock.Advance(failed.NextAt - Clock.GetUtcNow());
        await SendAsync(host);

        Assert.Equal(DeliveryState.Delivered, (await DeliveryAsync(host, webhook)).State);
        Assert.Single(receiver.Received.Select(notice => notice.Id).Distinct());
        Assert.All(receiver.Received, notice => Assert.True(notice.IsSignedBy(webhook.Secret)));
    }

    [Fact]
    public async Task Receiver_that_breaks_for_a_day_is_given_up_and_can_be_told_by_hand()
    {
        await using var host = await StartAsync();
        await using var receiver = new Receiver { Answer = Receiver.With(503) };
        var webhook = await TellAsync(host, receiver);
        var began = Clock.GetUtcNow();
        while (await DeliveryAsync(host, webhook) is { State: DeliveryState.Pending } waiting)
        {
            Clock.Advance(TimeSpan.FromTicks(Math.Max(0, (waiting.NextAt - Clock.GetUtcNow()).Ticks)));
            await SendAsync(host);
        }

        var given = await DeliveryAsync(host, webhook);
        Assert.Equal((DeliveryState.GivenUp, 15), (given.State, given.Attempts));
        Assert.InRange(Clock.GetUtcNow() - began, TimeSpan.FromHours(17), TimeSpan.FromHours(29));

        receiver.Answer = Receiver.With(204);
        Assert.True(await StoreOf(host).ResendAsync(webhook.Id, given.Id, Cancel));
        await SendAsync(host);
        Assert.Equal((DeliveryState.Delivered, given.Body), (await DeliveryAsync(host, webhook)) is var again ? (again.State, again.Body) : default);
    }

    [Fact]
    public async Task Receiver_that_is_gone_is_told_nothing_more_until_it_is_started_again()
    {
        await using var host = await StartAsync();
        await using var receiver = new Receiver { Answer = Receiver.With(410) };
        var webhook = await TellAsync(host, receiver);
        await SendAsync(host);
        Assert.Equal(StopReason.Gone, (await StoreOf(host).FindAsync(webhook.Id, Cancel))!.Stopped);

        receiver.Answer = Receiver.With(204);
        await CompleteAsync(host, "meanwhile");
        await IntakeOf(host).LookAsync(Cancel);
        Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(0, await SendAsync(host));

        Assert.True(await StoreOf(host).StartAsync(webhook.Id, Cancel));
        await IntakeOf(host).LookAsync(Cancel);
        Assert.Equal(1, await SendAsync(host));
        Assert.Equal("meanwhile", receiver.Received[^1].Json.GetProperty("videoId").GetString());
    }

    [Fact]
    public async Task Loopback_is_refused_unless_it_is_configured()
    {
        await using var host = await StartAsync();
        await using var receiver = new Receiver();
        var webhook = await TellAsync(host, receiver);

        await SendAsync(host, new WebhookOptions());

        var delivery = await DeliveryAsync(host, webhook);
        Assert.Equal((DeliveryProblem.AddressRefused, "127.0.0.1"), (delivery.Problem, delivery.ProblemDetail));
        Assert.Empty(receiver.Received);
    }

    [Fact]
    public async Task Name_that_leads_to_this_machine_at_its_second_look_up_is_refused_when_it_is_connected_to()
    {
        await using var host = await StartAsync();
        await using var receiver = new Receiver();
        var port = new Uri(receiver.Url).Port;
        var webhook = (await StoreOf(host).CreateAsync(new WebhookAddress(new Uri($"http://rebinding.example:{port}/")), videoId: null, [], Cancel))!;
        await CompleteAsync(host);
        await IntakeOf(host).LookAsync(Cancel);
        var asked = 0;
        // Of the documentation at first, which nobody answers at, and then of this machine: as whoever owns a name can have it.
        Task<IPAddress[]> ResolveAsync(string name, CancellationToken cancellationToken) =>
            Task.FromResult<IPAddress[]>([asked++ == 0 ? IPAddress.Parse("203.0.113.1") : IPAddress.Loopback]);

        await SendAsync(host, new WebhookOptions { AllowedNetworks = ["203.0.113.0/24"], Timeout = TimeSpan.FromMilliseconds(300) }, ResolveAsync);
        Clock.Advance(TimeSpan.FromSeconds(7));
        await SendAsync(host, new WebhookOptions { AllowedNetworks = ["203.0.113.0/24"] }, ResolveAsync);

        Assert.Equal(2, asked);
        Assert.Equal((DeliveryProblem.AddressRefused, "127.0.0.1"), (await DeliveryAsync(host, webhook)) is var row ? (row.Problem, row.ProblemDetail) : default);
        Assert.Empty(receiver.Received);
    }

    [Fact]
    public async Task Test_is_marked_signed_and_tried_once()
    {
        await using var host = await StartAsync();
        await using var receiver = new Receiver { Answer = Receiver.With(404) };
        var webhook = await MakeAsync(host, receiver);

        await StoreOf(host).TestAsync(webhook.Id, Cancel);
        await SendAsync(host);

        var notice = Assert.Single(receiver.Received);
        Assert.Equal(("test", webhook.Id), (notice.Type, notice.Json.GetProperty("webhook").GetString()));
        Assert.True(notice.IsSignedBy(webhook.Secret));
        Assert.Equal((DeliveryState.GivenUp, 404), (await DeliveryAsync(host, webhook)) is var row ? (row.State, row.AnswerStatus) : default);
    }

    [Fact]
    public async Task What_is_over_is_removed_after_some_days_and_what_waits_is_not()
    {
        await using var host = await StartAsync();
        await using var receiver = new Receiver();
        var webhook = await TellAsync(host, receiver);
        await SendAsync(host);
        receiver.Answer = Receiver.With(500);
        await CompleteAsync(host, "waiting");
        await IntakeOf(host).LookAsync(Cancel);
        await SendAsync(host);
        var queue = new DeliveryQueue(Databases(host), Clock);

        Assert.Equal(0, await queue.PruneAsync(TimeSpan.FromDays(7), Cancel));
        Clock.Advance(TimeSpan.FromDays(8));
        Assert.Equal(1, await queue.PruneAsync(TimeSpan.FromDays(7), Cancel));

        Assert.Equal("waiting", (await DeliveryAsync(host, webhook)).VideoId);
    }

    private async Task<WebhookRow> TellAsync(PipelineHost host, Receiver receiver)
    {
        var webhook = await MakeAsync(host, receiver);
        await CompleteAsync(host);
        await IntakeOf(host).LookAsync(Cancel);
        return webhook;
    }
}
