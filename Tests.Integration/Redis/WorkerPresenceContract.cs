using Pipeline.Jobs;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Redis;

/// <summary>Who is there to work.</summary>
public abstract class WorkerPresenceContract<T>(BackendFixture<T> fixture) : RedisContract<T>(fixture)
    where T : RedisBackend, new()
{
    [Fact]
    public async Task Worker_is_present_after_a_beat_and_gone_when_its_beat_has_expired()
    {
        await using var host = await StartConnectedAsync(("Jobs:PresenceLifetime", "00:00:01"));
        var presence = host.Get<WorkerPresence>();
        Assert.Equal([], await presence.ListAsync());

        await presence.BeatAsync("expiring");

        Assert.Equal(["expiring"], await presence.ListAsync());
        await Wait.For(async () => await presence.ListAsync() is [], "the beat to expire");
    }

    [Fact]
    public async Task Worker_that_leaves_is_gone_at_once_and_the_others_stay()
    {
        await using var host = await StartConnectedAsync();
        var presence = host.Get<WorkerPresence>();
        await presence.BeatAsync("staying");
        await presence.BeatAsync("leaving");
        Assert.Equal(["leaving", "staying"], await presence.ListAsync());

        await presence.LeaveAsync("leaving");

        Assert.Equal(["staying"], await presence.ListAsync());
        await presence.LeaveAsync("staying");
    }

    [Fact]
    public async Task Nobody_knows_who_is_present_while_Redis_is_away()
    {
        await using var host = await StartAsync();
        var presence = host.Get<WorkerPresence>();

        await presence.BeatAsync("worker-1");

        Assert.Null(await presence.ListAsync());
    }
}

public sealed class WorkerPresenceOnGarnet(BackendFixture<GarnetServer> fixture) : WorkerPresenceContract<GarnetServer>(fixture);

public sealed class WorkerPresenceOnRedis(BackendFixture<RedisServer> fixture) : WorkerPresenceContract<RedisServer>(fixture);
