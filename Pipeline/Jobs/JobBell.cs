using Pipeline.Redis;
using StackExchange.Redis;

namespace Pipeline.Jobs;

/// <summary>
/// Rung when a job was queued or asked to stop, so that workers look at once instead of at their next turn. Like every
/// message it may be lost; workers therefore also look by the clock.
/// </summary>
public sealed class JobBell(RedisConnection redis)
{
    /// <summary>The channel. Its messages are empty.</summary>
    public const string Channel = "live:jobs";

    /// <summary>Rings; without effect while Redis is away.</summary>
    public async Task RingAsync()
    {
        if (redis.Usable is { } connection)
            await connection.GetSubscriber().PublishAsync(RedisChannel.Literal(Channel), RedisValue.EmptyString, CommandFlags.FireAndForget);
    }
}
