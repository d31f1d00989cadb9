using System.ComponentModel.DataAnnotations;

namespace Pipeline.Redis;

/// <summary>Section <c>Redis</c>: how a process knows that its connection still answers.</summary>
public sealed record RedisOptions
{
    /// <summary>How often the connection is asked for an answer (a <c>PING</c>).</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:01:00")]
    public TimeSpan PulseInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// After how long without an answer a connection that is up counts as silent and is replaced. StackExchange.Redis does so
    /// too, but only after four times its timeout, 20 s by default.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan SilentAfter { get; init; } = TimeSpan.FromSeconds(3);
}
