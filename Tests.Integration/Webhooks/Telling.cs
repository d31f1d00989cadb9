using Microsoft.EntityFrameworkCore;
using Pipeline.Status;
using Pipeline.Webhooks;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Webhooks;

/// <summary>What is written down for webhooks, and that it is neither lost nor told twice.</summary>
public abstract class Telling(TestDatabase database) : WebhookTest(database)
{
    [Fact]
    public async Task What_ended_is_told_as_on_the_wire_and_signed()
    {
        await using var host = await StartAsync();
        await using var receiver = new Receiver();
        var webhook = await MakeAsync(host, receiver);
        await CompleteAsync(host);

        Assert.Equal((1, 1), await IntakeOf(host).LookAsync(Cancel));
        Assert.Equal(1, await SendAsync(host));

        var notice = Assert.Single(receiver.Received);
        Assert.True(notice.IsSignedBy(webhook.Secret));
        Assert.False(notice.IsSignedBy(WebhookSignature.NewSecret()));
        Assert.Equal(("transcript", "completed", "talk"), (notice.Type, notice.Status, notice.Json.GetProperty("videoId").GetString()));
        Assert.Equal("Hello.", notice.Json.GetProperty("data").GetProperty("formatted_text").GetString());
        Assert.Equal((await ReadAsync(host, Transcript())).Revision, notice.Revision);
        var delivery = await DeliveryAsync(host, webhook);
        Assert.Equal((DeliveryState.Delivered, 1, 204, notice.Id), (delivery.State, delivery.Attempts, delivery.AnswerStatus, delivery.Id));
        Assert.Equal(0, await SendAsync(host));
    }

    [Fact]
    public async Task Result_over_the_inline_limit_travels_as_a_reference()
    {
        await using var host = await StartAsync(("Announcements:InlineLimitBytes", "10"));
        await using var receiver = new Receiver();
        await MakeAsync(host, receiver);
        await CompleteAsync(host, text: "Much more than ten bytes.");

        await IntakeOf(host).LookAsync(Cancel);
        await SendAsync(host);

        var data = Assert.Single(receiver.Received).Json.GetProperty("data");
        Assert.Equal(("/api/videos/talk/transcript?language=en", 25), (data.GetProperty("ref").GetString(), data.GetProperty("bytes").GetInt32()));
    }

    [Fact]
    public async Task What_was_committed_while_nobody_ran_is_told_by_the_next_process()
    {
        await using var receiver = new Receiver();
        WebhookRow webhook;
        await using (var first = await StartAsync())
        {
            webhook = await MakeAsync(first, receiver);
            await CompleteAsync(first);
        }

        await using var second = await StartAsync();
        Assert.Empty(await DeliveriesAsync(second, webhook));
        await IntakeOf(second).LookAsync(Cancel);
        await SendAsync(second);

        Assert.Equal("completed", Assert.Single(receiver.Received).Status);
    }

    [Fact]
    public async Task Several_processes_that_look_and_send_at_once_tell_each_change_once()
    {
        await using var host = await StartAsync();
        await using var receiver = new Receiver();
        await MakeAsync(host, receiver);
        for (var number = 0; number < 20; number++)
            await CompleteAsync(host, $"talk-{number}");

        var looks = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => IntakeOf(host).LookAsync(Cancel))));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => SendAsync(host))));

        Assert.Equal(receiver.Received.Count, looks.Sum(look => look.Deliveries));
        Assert.Equal(20, receiver.Received.Count);
        Assert.Equal(20, receiver.Received.Select(notice => notice.Revision).Distinct().Count());
    }

    [Fact]
    public async Task Newer_state_takes_the_place_of_one_that_waits()
    {
        await using var host = await StartAsync();
        await using var receiver = new Receiver();
        var webhook = await MakeAsync(host, receiver);
        var intake = IntakeOf(host);
        var job = await SubmitAndClaimAsync(host);
        await host.Jobs.FailAsync(job, new StatusError("broken", "It broke.", Retryable: true), Cancel);
        await intake.LookAsync(Cancel);
        receiver.Answer = Receiver.With(500);
        await SendAsync(host);
        await host.Submissions.RetryAsync(Transcript(), Cancel);
        await host.Jobs.CompleteAsync(await ClaimAsync(host), "Hello.", Cancel);
        await intake.LookAsync(Cancel);

        receiver.Answer = Receiver.With(204);
        Clock.Advance(TimeSpan.FromDays(1));
        await SendAsync(host);

        Assert.Equal(["failed", "completed"], receiver.Received.Select(notice => notice.Status));
        Assert.Equal([DeliveryState.Delivered, DeliveryState.Superseded], (await DeliveriesAsync(host, webhook)).OrderByDescending(row => row.Revision).Select(row => row.State));
    }

    [Fact]
    public async Task Newer_state_waits_for_the_answer_to_an_older_one()
    {
        await using var host = await StartAsync();
        await using var receiver = new Receiver();
        var webhook = await MakeAsync(host, receiver);
        var (intake, queue) = (IntakeOf(host), new DeliveryQueue(Databases(host), Clock));
        var job = await SubmitAndClaimAsync(host);
        await host.Jobs.FailAsync(job, new StatusError("broken", "It broke.", Retryable: true), Cancel);
        await intake.LookAsync(Cancel);
        var older = Assert.IsType<ClaimedDelivery>(await queue.ClaimAsync(webhook.Id, TimeSpan.FromMinutes(1), Cancel));
        await host.Submissions.RetryAsync(Transcript(), Cancel);
        await host.Jobs.CompleteAsync(await ClaimAsync(host), "Hello.", Cancel);
        await intake.LookAsync(Cancel);

        Assert.Null(await queue.ClaimAsync(webhook.Id, TimeSpan.FromMinutes(1), Cancel));
        await queue.SettleAsync(older, new Pipeline.Webhooks.Sending.DeliveryAnswer { Status = 500 }, Cancel);

        var newer = Assert.IsType<ClaimedDelivery>(await queue.ClaimAsync(webhook.Id, TimeSpan.FromMinutes(1), Cancel));
        Assert.True(newer.Row.Revision > older.Row.Revision);
        Assert.Equal(DeliveryState.Superseded, (await DeliveriesAsync(host, webhook)).Single(row => row.Id == older.Row.Id).State);
    }

    [Fact]
    public async Task Webhook_is_told_of_its_video_and_its_states_only()
    {
        await using var host = await StartAsync();
        await using var receiver = new Receiver();
        await using var other = new Receiver();
        var ofOne = (await StoreOf(host).CreateAsync(new WebhookAddress(new Uri(receiver.Url)), "mine", [], Cancel))!;
        var ofQueued = await MakeAsync(host, other, StatusState.Queued);

        await CompleteAsync(host, "yours");
        await CompleteAsync(host, "mine");
        await IntakeOf(host).LookAsync(Cancel);

        Assert.Equal(("mine", StatusState.Completed), (await DeliveryAsync(host, ofOne)) is var row ? (row.VideoId, row.Told) : default);
        Assert.Equal(("mine", StatusKind.Summary, StatusState.Queued), (await DeliveryAsync(host, ofQueued)) is var queued ? (queued.VideoId, queued.Kind, queued.Told) : default);
    }

    [Fact]
    public async Task Process_that_died_while_it_sent_leaves_it_to_another_when_its_lease_has_ended()
    {
        await using var host = await StartAsync();
        await using var receiver = new Receiver();
        var webhook = await MakeAsync(host, receiver);
        await CompleteAsync(host);
        await IntakeOf(host).LookAsync(Cancel);
        Assert.NotNull(await new DeliveryQueue(Databases(host), Clock).ClaimAsync(webhook.Id, TimeSpan.FromSeconds(30), Cancel));

        Assert.Equal(0, await SendAsync(host));
        Clock.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal(1, await SendAsync(host));
        Assert.Single(receiver.Received);
    }

    [Fact]
    public async Task Numbering_that_began_anew_is_followed_from_its_beginning()
    {
        await using var host = await StartAsync();
        await using var receiver = new Receiver();
        var webhook = await MakeAsync(host, receiver);
        await using (var context = await Databases(host).CreateDbContextAsync(Cancel))
            await context.Webhooks.ExecuteUpdateAsync(row => row.SetProperty(one => one.Epoch, "another").SetProperty(one => one.Cursor, long.MaxValue / 2), Cancel);

        await CompleteAsync(host);
        await IntakeOf(host).LookAsync(Cancel);

        Assert.Equal(StatusState.Completed, (await DeliveryAsync(host, webhook)).Told);
    }
}

public sealed class TellingOnSqlite() : Telling(new SqliteFile());

public sealed class TellingOnPostgres(PostgresFixture postgres) : Telling(postgres.New());
