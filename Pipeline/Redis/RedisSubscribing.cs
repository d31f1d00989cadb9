using System.Runtime.CompilerServices;
using StackExchange.Redis;

namespace Pipeline.Redis;

/// <summary>Subscribing while Redis may be away.</summary>
public static class RedisSubscribing
{
    /// <summary>Hears a channel for as long as the caller reads, on whichever link is the process's.</summary>
    /// <param name="redis">The process's connection.</param>
    /// <param name="channel">What to hear.</param>
    /// <param name="tryAgainAfter">How long to wait after a failed attempt to subscribe.</param>
    /// <param name="clock">Measures the wait.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async IAsyncEnumerable<ChannelMessage> HearAsync(
        this RedisConnection redis, RedisChannel channel, TimeSpan tryAgainAfter, TimeProvider clock, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(redis);
        while (true)
        {
            var link = await redis.OpenAsync(cancellationToken);
            using var until = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, link.Replaced);
            ChannelMessageQueue? queue = null;
            while (true)
            {
                ChannelMessage message;
                try
                {
                    queue ??= await link.Subscriber.SubscribeAsync(channel, tryAgainAfter, clock, until.Token);
                    message = await queue.ReadAsync(until.Token);
                }
                catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
                {
                    break; // replaced
                }

                yield return message;
            }
        }
    }

    /// <summary>Subscribes, trying for as long as it takes. For the process's one subscription to that channel.</summary>
    /// <param name="subscriber">Of the process's connection.</param>
    /// <param name="channel">What to hear.</param>
    /// <param name="tryAgainAfter">How long to wait after a failed attempt.</param>
    /// <param name="clock">Measures the wait.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The messages in the order of arrival; they go on when a lost connection is back.</returns>
    public static async Task<ChannelMessageQueue> SubscribeAsync(
        this ISubscriber subscriber, RedisChannel channel, TimeSpan tryAgainAfter, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        while (true)
        {
            try
            {
                return await subscriber.SubscribeAsync(channel);
            }
            catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException)
            {
                cancellationToken.ThrowIfCancellationRequested();
                // The queue of a failed attempt stays registered: once Redis is there it would collect every message, for
                // ever and for nobody (StackExchange.Redis 3.4.35: ten attempts left ten queues).
                await subscriber.UnsubscribeAsync(channel, flags: CommandFlags.FireAndForget);
                await Task.Delay(tryAgainAfter, clock, cancellationToken);
            }
        }
    }
}
