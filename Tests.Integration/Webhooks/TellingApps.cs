using System.Net.Http.Json;
using System.Text.Json;
using Pipeline.Status;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Webhooks;

/// <summary>Real app processes: a change that commits is told promptly, once by two of them, and also when none of them ran.</summary>
public sealed class TellingApps : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly GarnetServer redis = new();
    private readonly Receiver receiver = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static readonly string[] Ends = ["completed"];

    private static readonly Dictionary<string, string?> Allowed = new() { ["Webhooks__AllowedNetworks__0"] = "127.0.0.0/8" };

    public async ValueTask InitializeAsync() => await redis.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await receiver.DisposeAsync();
        await redis.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Two_apps_tell_each_end_once_and_promptly()
    {
        await using var one = await StartAsync(("Webhooks__Interval", "00:00:30")); // so that only the feed can ring
        await using var other = await StartAsync(("Webhooks__Interval", "00:00:30"));
        await using var worker = await PipelineHost.StartAsync(folder.File("live.db"), redis.Address);
        var secret = await MakeAsync(one);
        await CompleteAsync(worker, "first");
        await Wait.For(() => receiver.Received.Count == 1, "the notice", TimeSpan.FromSeconds(10));

        for (var number = 0; number < 10; number++)
            await CompleteAsync(worker, $"talk-{number}");

        await Wait.For(() => receiver.Received.Count >= 11, "all notices", TimeSpan.FromSeconds(10));
        Assert.Equal(11, receiver.Received.Select(notice => notice.Json.GetProperty("videoId").GetString()).Distinct().Count());
        Assert.Equal(11, receiver.Received.Count);
        Assert.All(receiver.Received, notice => Assert.True(notice.IsSignedBy(secret)));
    }

    [Fact]
    public async Task What_commits_while_no_app_runs_is_told_by_the_next_one()
    {
        string secret;
        await using (var before = await StartAsync())
        {
            secret = await MakeAsync(before);
            await before.KillAsync();
        }

        await using var worker = await PipelineHost.StartAsync(folder.File("live.db"), redis.Address);
        await CompleteAsync(worker, "meanwhile");
        Assert.Empty(receiver.Received);

        await using var after = await StartAsync();

        await Wait.For(() => receiver.Received.Count > 0, "the notice");
        var notice = Assert.Single(receiver.Received);
        Assert.Equal("meanwhile", notice.Json.GetProperty("videoId").GetString());
        Assert.True(notice.IsSignedBy(secret));
    }

    [Fact]
    public async Task App_that_ends_while_a_receiver_hangs_ends_at_once_and_the_next_one_tells_it()
    {
        receiver.Answer = Receiver.HangAsync;
        await using (var before = await StartAsync())
        {
            await MakeAsync(before);
            await using var worker = await PipelineHost.StartAsync(folder.File("live.db"), redis.Address);
            await CompleteAsync(worker, "hanging");
            await Wait.For(() => receiver.Received.Count == 1, "the attempt");
            Assert.True(await before.StopAsync());
        }

        receiver.Answer = Receiver.With(204);
        await using var after = await StartAsync();

        await Wait.For(() => receiver.Received.Count == 2, "the next attempt", TimeSpan.FromSeconds(15)); // shorter than the lease
        Assert.Single(receiver.Received.Select(notice => notice.Id).Distinct());
    }

    private Task<AppProcess> StartAsync(params (string Key, string Value)[] settings) => AppProcess.StartAsync(
        redis.Address, folder.File("live.db"), new Dictionary<string, string?>([.. Allowed, .. settings.Select(one => KeyValuePair.Create(one.Key, (string?)one.Value))]));

    private async Task<string> MakeAsync(AppProcess app)
    {
        using var response = await app.Client.PostAsJsonAsync("/api/webhooks", new { url = receiver.Url, states = Ends }, Cancellation);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("secret").GetString()!;
    }

    private static async Task CompleteAsync(PipelineHost worker, string video)
    {
        await worker.Submissions.SubmitAsync(new VideoSource(video, Link: null), "en", title: null, Cancellation);
        while (await worker.Jobs.ClaimAsync("worker-1", Cancellation) is { } job)
        {
            if (job.Key == new StatusKey(video, StatusKind.Transcript, "en"))
                await worker.Jobs.CompleteAsync(job, "Hello.", Cancellation);
            else
                await worker.Jobs.FailAsync(job, new StatusError("none", "No summary.", Retryable: false), Cancellation);
        }
    }
}
