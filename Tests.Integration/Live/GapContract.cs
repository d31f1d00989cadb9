using System.Net.Http.Json;
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

    private static async Task<T> StartRedisAsync()
    {
        var redis = new T();
        await redis.StartAsync();
        if (redis.MissingBecause is { } reason)
            Assert.Skip(reason);
        return redis;
    }
}

public sealed class GapsOfGarnet : GapContract<GarnetServer>;

public sealed class GapsOfRedis : GapContract<RedisServer>;
