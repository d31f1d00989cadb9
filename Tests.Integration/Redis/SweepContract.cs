using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Status;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Redis;

/// <summary>A result that was saved is announced, even if its author died or Redis was away between the two.</summary>
public abstract class SweepContract<T>(BackendFixture<T> fixture) : RedisContract<T>(fixture)
    where T : RedisBackend, new()
{
    private readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow);

    [Fact]
    public async Task What_was_committed_while_Redis_was_away_is_announced_once_when_it_comes()
    {
        await using var late = new T();
        await using var host = await PipelineHost.StartAsync(clock, DatabaseFile, late.Address);
        await host.Redis.OpenAsync(Cancel);
        await SubmitAsync(host);
        await TurnUntilAsync(() => host.Counters.Failed >= 3, "two turns of the sweep that Redis does not take");
        Assert.Equal((0, 0), (host.Counters.Published, host.Counters.Swept));
        Assert.DoesNotContain(host.Log.At(LogLevel.Information), entry => entry.Contains("announcement was behind", StringComparison.Ordinal));

        await late.StartAsync();
        var (connection, messages) = await HearAsync(late, "transcript:status");
        await using var _ = connection;
        await Wait.For(() => host.Redis.Usable is not null, "the connection to Redis");

        await TurnUntilNothingIsBehindAsync(host);

        Assert.Contains("\"videoId\":\"talk\"", (string?)(await NextAsync(messages)).Message, StringComparison.Ordinal);
        Assert.Equal((1, 1), (host.Counters.Published, host.Counters.Swept));
        Assert.False(messages.TryRead(out var _));
    }

    [Fact]
    public async Task Whoever_is_alive_announces_for_a_worker_that_died_after_its_commit()
    {
        // The first process never reaches a Redis: for the others it is as if it had died between the commit and the announcement.
        await using (var died = await StartAsync())
        {
            var job = await SubmitAndClaimAsync(died);
            await died.Jobs.CompleteAsync(job, "Hello.", Cancel);
        }

        var (connection, messages) = await HearAsync(Server, "transcript:status");
        await using var _ = connection;

        await using var alive = await PipelineHost.StartAsync(clock, DatabaseFile, Server.Address);
        await Wait.For(() => alive.Redis.Usable is not null, "the connection to Redis");

        await TurnUntilAsync(() => alive.Counters.Swept == 2, "the transcript and the queued summary to be announced");

        Assert.Contains("\"formatted_text\":\"Hello.\"", (string?)(await NextAsync(messages)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task Change_of_an_author_whose_clock_was_off_is_announced_like_any_other(int hours)
    {
        await using (var died = await PipelineHost.StartAsync(new SkewedClock(TimeSpan.FromHours(hours)), DatabaseFile, redis: null))
            await SubmitAsync(died);

        await using var alive = await PipelineHost.StartAsync(clock, DatabaseFile, Server.Address);
        await Wait.For(() => alive.Redis.Usable is not null, "the connection to Redis");
        await TurnUntilAsync(() => alive.Counters.Swept == 1, "the change to be announced");

        Assert.True(clock.GetUtcNow() - clock.Start < TimeSpan.FromMinutes(10), "It was announced when its time had come by the author's clock.");
    }

    [Fact]
    public async Task What_was_announced_is_not_announced_again()
    {
        var (connection, messages) = await HearAsync(Server, "transcript:status");
        await using var _ = connection;
        await using var host = await PipelineHost.StartAsync(clock, DatabaseFile, Server.Address);
        await Wait.For(() => host.Redis.Usable is not null, "the connection to Redis");

        await SubmitAsync(host);
        await NextAsync(messages);
        await TurnUntilNothingIsBehindAsync(host);

        Assert.Equal((1, 0), (host.Counters.Published, host.Counters.Swept));
        Assert.False(messages.TryRead(out var _));
    }

    /// <summary>Lets turn after turn of the sweep pass until the condition holds. Time stands still otherwise.</summary>
    private Task TurnUntilAsync(Func<Task<bool>> condition, string what) => Wait.For(
        async () =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return await condition();
        },
        what);

    private Task TurnUntilAsync(Func<bool> condition, string what) => TurnUntilAsync(() => Task.FromResult(condition()), what);

    private Task TurnUntilNothingIsBehindAsync(PipelineHost host) => TurnUntilAsync(
        async () => (await host.Store.GetUnannouncedAsync(10, Cancel)).Count == 0, "every announcement to be noted");
}

public sealed class SweepOnGarnet(BackendFixture<GarnetServer> fixture) : SweepContract<GarnetServer>(fixture);

public sealed class SweepOnRedis(BackendFixture<RedisServer> fixture) : SweepContract<RedisServer>(fixture);
