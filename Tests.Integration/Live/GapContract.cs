using System.Net.Http.Json;
using System.Text.Json;
using StackExchange.Redis;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Live;

/// <summary>Whatever is lost while Redis is away, those who watch end up with the stored truth, with nobody reloading anything.</summary>
public abstract class GapContract<T> : StoreTest
    where T : RedisBackend, new()
{
    [Fact]
    public async Task What_happened_while_Redis_was_away_arrives_when_it_is_back()
    {
        await using var redis = await StartRedisAsync();
        await using var app = await AppProcess.StartAsync(redis.Address, DatabaseFile);
        await using var worker = await PipelineHost.StartAsync(DatabaseFile, redis.Address);
        using var stream = await EventStreamClient.OpenAsync(app.Client, "/api/sse/videos/talk");
        await SubmitAsync(worker);
        var job = await ClaimAsync(worker);
        await stream.ReadUntilAsync(item => item.Status == "processing");

        await redis.StopAsync();
        await Wait.For(() => worker.Redis.Usable is null, "the worker to notice");
        Assert.True(await worker.Jobs.CompleteAsync(job, "While Redis was away.", Cancel));
        await redis.StartAsync();

        var completed = await stream.ReadUntilAllAsync(item => item.Status == "completed", item => (item.Name, item.Status) == ("summary", "queued"));
        Assert.Equal("While Redis was away.", completed.Text);

        await Wait.For(() => worker.Redis.Usable is not null, "the worker to be connected again");
        await worker.Jobs.CompleteAsync(await ClaimAsync(worker), "And live again.", Cancel);
        await stream.ReadUntilAsync(item => item.Text == "And live again.");
    }

    [Fact]
    public async Task App_that_starts_while_Redis_is_away_serves_and_is_live_when_it_comes()
    {
        await using var redis = await StartRedisAsync();
        await redis.StopAsync();
        await using var app = await AppProcess.StartAsync(redis.Address, DatabaseFile, waitFor: "/health/live");
        using var stream = await EventStreamClient.OpenAsync(app.Client, "/api/sse/videos/talk");
        using var submitted = await app.Client.PostAsJsonAsync("/api/videos", new { source = "talk" }, Cancel);
        submitted.EnsureSuccessStatusCode();
        await using var worker = await StartAsync();
        await worker.Jobs.CompleteAsync(await ClaimAsync(worker), "Before Redis came.", Cancel);

        await redis.StartAsync();

        Assert.Equal("Before Redis came.", (await stream.ReadUntilAsync(item => item.Status == "completed")).Text);
    }

    protected static async Task<T> StartRedisAsync()
    {
        var redis = new T();
        await redis.StartAsync();
        if (redis.MissingBecause is { } reason)
            Assert.Skip(reason);
        return redis;
    }
}

public sealed class GapsOfGarnet : GapContract<GarnetServer>;

public sealed class GapsOfRedis : GapContract<RedisServer>
{
    [Fact]
    public async Task What_was_announced_after_the_first_probe_and_before_the_channels_were_heard_arrives()
    {
        await using var redis = await StartRedisAsync();
        await using var admin = await ConnectionMultiplexer.ConnectAsync(redis.Address);
        await admin.GetDatabase().ExecuteAsync("ACL", "SETUSER", "worker", "on", "nopass", "allkeys", "allchannels", "allcommands");
        await admin.GetDatabase().ExecuteAsync("ACL", "SETUSER", "default", "resetchannels", "&live:*", "&__Booksleeve*");
        await using var app = await AppProcess.StartAsync(redis.Address, DatabaseFile, waitFor: "/health/live");
        await Wait.For(async () => (await ReportAsync(app)).GetProperty("lastProbe").ValueKind != JsonValueKind.Null, "the first probe");
        Assert.Equal(0, (await ReportAsync(app)).GetProperty("subscriptions").GetInt32());
        using var stream = await EventStreamClient.OpenAsync(app.Client, "/api/sse/videos/talk");
        await stream.ReadUntilAsync(item => item.Name == "ping");
        await using var worker = await PipelineHost.StartAsync(DatabaseFile, $"{redis.Address},user=worker,password=any");
        await Wait.For(() => worker.Redis.Usable is not null, "the worker's connection");

        await worker.Jobs.CompleteAsync(await SubmitAndClaimAsync(worker), "To nobody.", Cancel);
        Assert.Equal(worker.Counters.Published, worker.Counters.Unheard);
        await Wait.For(async () => (await worker.Store.GetUnannouncedAsync(1, Cancel)).Count == 0, "it to count as announced");
        await admin.GetDatabase().ExecuteAsync("ACL", "SETUSER", "default", "allchannels");

        Assert.Equal("To nobody.", (await stream.ReadUntilAsync(item => item.Status == "completed")).Text);
    }

    [Fact]
    public async Task Round_trip_that_fails_leaves_no_subscription_behind()
    {
        await using var redis = await StartRedisAsync();
        await using var app = await AppProcess.StartAsync(redis.Address, DatabaseFile);
        await using var admin = await ConnectionMultiplexer.ConnectAsync($"{redis.Address},allowAdmin=true");

        await admin.GetDatabase().ExecuteAsync("CLIENT", "PAUSE", "4000");
        using var response = await app.Client.PostAsync("/api/diagnostics/roundtrip", content: null, Cancel);
        var result = await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.False(result.GetProperty("heard").GetBoolean());

        await Wait.For(async () => (await ReportAsync(app)).GetProperty("hearing").GetBoolean(), "the pause to end");
        await Wait.For(
            async () => ((RedisResult[])(await admin.GetDatabase().ExecuteAsync("PUBSUB", "CHANNELS", "live:roundtrip:*"))!).Length == 0,
            "the subscription to end");
    }

    private static Task<JsonElement> ReportAsync(AppProcess app) => app.Client.GetFromJsonAsync<JsonElement>("/api/diagnostics", Cancel);
}
