using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Pipeline.Status;
using StackExchange.Redis;
using Tests.Fixtures;
using Tests.Integration.Live;
using Xunit;

namespace Tests.Integration.Redis;

/// <summary>A process whose connection is up and silent comes back by itself, and nobody who saves waits for it.</summary>
public abstract class SilentConnectionContract<T>(BackendFixture<T> fixture) : RedisContract<T>(fixture)
    where T : RedisBackend, new()
{
    [Fact]
    public async Task Worker_whose_publishes_are_swallowed_is_not_stalled_and_its_results_are_announced()
    {
        await using var proxy = new TcpProxy(Server.Port);
        await using var worker = await StartConnectedAsync(proxy.Address, [.. GapSettings.QuickWorker, ("Announcements:SweepInterval", "00:00:00.2"), ("Announcements:SweepAfter", "00:00:01")]);
        var (connection, messages) = await HearAsync(Server, "transcript:status");
        await using var _ = connection;
        await SubmitAsync(worker, "before");
        await NextAsync(messages);
        var link = worker.Redis.UsableLink;

        proxy.Swallows = true;
        var started = Stopwatch.GetTimestamp();
        for (var number = 1; number <= 50; number++)
            await SubmitAsync(worker, $"swallowed-{number}");
        var saving = Stopwatch.GetElapsedTime(started);
        await Wait.For(() => worker.Redis.Replacements > 0, "the silence to be noticed");
        Assert.True(link!.Replaced.IsCancellationRequested);
        proxy.Swallows = false;

        // One confirmation is waited for, and not fifty: with StackExchange.Redis alone each would take 5 s, 250 s in all.
        Assert.InRange(saving.TotalSeconds, 0, 15);
        var missing = Enumerable.Range(1, 50).Select(number => $"swallowed-{number}").ToHashSet();
        while (missing.Count > 0)
        {
            var heard = (string)(await NextAsync(messages)).Message!;
            missing.RemoveWhere(id => heard.Contains($"\"videoId\":\"{id}\"", StringComparison.Ordinal));
        }

        Assert.NotSame(link, worker.Redis.UsableLink);
        Assert.False(link.Multiplexer.IsConnected);
        Assert.Contains(worker.Log.At(LogLevel.Warning), entry => entry.Contains("is up, but nothing comes from it any more", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Batch_that_is_swallowed_counts_as_not_taken_after_a_second_and_the_next_is_given_up_at_once()
    {
        await using var proxy = new TcpProxy(Server.Port);
        await using var host = await StartConnectedAsync(proxy.Address, ("Redis:SilentAfter", "00:05:00"), ("Redis:PulseInterval", "00:01:00"));
        StatusChange[] changes = [.. Enumerable.Range(1, 200).Select(Change)];
        Assert.Equal(200, await host.Announcer.AnnounceAsync(changes));

        proxy.Swallows = true;
        var started = Stopwatch.GetTimestamp();
        Assert.Equal(0, await host.Announcer.AnnounceAsync(changes));
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0.9, 3);
        Assert.Null(host.Redis.Usable);

        started = Stopwatch.GetTimestamp();
        Assert.Equal(0, await host.Announcer.AnnounceAsync(changes));
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0, 0.5);
        Assert.Equal((200, 400), (host.Counters.Published, host.Counters.Failed));
    }

    [Fact]
    public async Task Return_of_Redis_is_told_once_each_time()
    {
        await using var server = new T();
        await server.StartAsync();
        await using var host = await StartConnectedAsync(server.Address, ("Redis:PulseInterval", "00:00:00.2"), ("Redis:SilentAfter", "00:00:20"));
        var back = host.Redis.NextReturn;
        Assert.False(back.IsCompleted);

        await server.StopAsync();
        await Wait.For(() => host.Redis.Usable is null, "the loss to be noticed");
        Assert.Null(host.Redis.UsableFor);
        Assert.False(back.IsCompleted);
        await server.StartAsync();

        await back.WaitAsync(Wait.Patience, Cancel);
        Assert.NotNull(host.Redis.Usable);
        Assert.False(host.Redis.NextReturn.IsCompleted);
        Assert.Equal(0, host.Redis.Replacements);
    }

    [Fact]
    public async Task Connection_that_is_taken_and_never_answered_is_given_up_for_one_that_is()
    {
        await using var proxy = new TcpProxy(Server.Port) { Swallows = true };
        await using var host = await PipelineHost.StartAsync(DatabaseFile, proxy.Address, GapSettings.QuickWorker);
        await Wait.For(() => host.Redis.Replacements > 0, "the silence to be noticed");
        Assert.Null(host.Redis.Usable);
        proxy.Swallows = false;

        await Wait.For(() => host.Redis.Usable is not null, "a connection that answers");
    }

    [Fact]
    public async Task Reader_of_a_channel_goes_on_with_the_connection_that_took_the_place_of_a_silent_one()
    {
        await using var proxy = new TcpProxy(Server.Port);
        await using var host = await StartConnectedAsync(proxy.Address, GapSettings.QuickWorker);
        await using var publisher = await ConnectionMultiplexer.ConnectAsync(Server.Address);
        var channel = RedisChannel.Literal("live:jobs");
        await using var rings = Pipeline.Redis.RedisSubscribing
            .HearAsync(host.Redis, channel, TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel).GetAsyncEnumerator(Cancel);
        var ring = rings.MoveNextAsync().AsTask();
        await Wait.For(async () => await publisher.GetSubscriber().PublishAsync(channel, "first") == 1, "the subscription");
        Assert.True(await ring.WaitAsync(Wait.Patience, Cancel));

        proxy.Swallows = true;
        await Wait.For(() => host.Redis.Replacements > 0, "the silence to be noticed");
        proxy.Swallows = false;
        ring = rings.MoveNextAsync().AsTask();

        await Wait.For(
            async () =>
            {
                await publisher.GetSubscriber().PublishAsync(channel, "second");
                return ring.IsCompleted;
            },
            "a ring by the new connection");
        Assert.Equal("second", (string?)rings.Current.Message);
    }

    private static StatusChange Change(int revision) => new(
        Transcript(), new StatusMessage { VideoId = "talk", Status = StatusState.Processing, Timestamp = 1, Revision = revision });
}

public sealed class SilentConnectionOfGarnet(BackendFixture<GarnetServer> fixture) : SilentConnectionContract<GarnetServer>(fixture);

public sealed class SilentConnectionOfRedis(BackendFixture<RedisServer> fixture) : SilentConnectionContract<RedisServer>(fixture);
