using Pipeline.Redis;
using StackExchange.Redis;

namespace BlazorApp.Diagnostics;

/// <summary>Sends a real message through Redis and back, on a channel of its own, and times it.</summary>
public sealed class RoundTrip(RedisConnection redis, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Makes one round trip. It never throws for what Redis does; it says so in the result.</summary>
    public async Task<RoundTripResult> RunAsync(CancellationToken cancellationToken)
    {
        if (redis.Usable is not { } connection)
            return Failed($"Redis at {redis.Address} is unreachable.");

        var channel = RedisChannel.Literal($"live:roundtrip:{Guid.NewGuid():N}");
        using var patience = new CancellationTokenSource(Patience, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        var subscriber = connection.GetSubscriber();
        var subscribing = subscriber.SubscribeAsync(channel);
        try
        {
            var queue = await subscribing.WaitAsync(ending.Token);
            var sent = clock.GetTimestamp();
            var receivers = await subscriber.PublishAsync(channel, RedisValue.EmptyString).WaitAsync(ending.Token);
            if (receivers == 0)
                return Failed($"Redis at {redis.Address} took the message and passed it to nobody: the subscription is not there.");
            await queue.ReadAsync(ending.Token);
            return new RoundTripResult(Heard: true, clock.GetElapsedTime(sent), Problem: null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed($"The message did not come back from Redis at {redis.Address} within {Patience.TotalSeconds:0} s.");
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException)
        {
            return Failed($"Redis at {redis.Address} did not take the message: {exception.Message}");
        }
        finally
        {
            _ = EndAsync(subscriber, channel, subscribing);
        }
    }

    // Not before it is known whether there is a subscription: one that is made when Redis answers at last would stay for ever.
    private static async Task EndAsync(ISubscriber subscriber, RedisChannel channel, Task subscribing)
    {
        await subscribing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (subscriber.Multiplexer.IsConnected)
            await subscriber.UnsubscribeAsync(channel, flags: CommandFlags.FireAndForget).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static RoundTripResult Failed(string problem) => new(Heard: false, Elapsed: null, problem);
}
