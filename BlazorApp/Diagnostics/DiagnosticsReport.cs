using System.Text.Json.Serialization;

namespace BlazorApp.Diagnostics;

/// <summary>Every hop of the live path in the process that answers, at one moment; another process has figures of its own.</summary>
public sealed record DiagnosticsReport
{
    /// <summary>The moment.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Where Redis is, without credentials.</summary>
    public required string RedisAddress { get; init; }

    /// <summary>Redis accepts this process's connection.</summary>
    public required bool RedisReachable { get; init; }

    /// <summary>Probes come back through Redis, and what was missed in the last gap has been read.</summary>
    public required bool Hearing { get; init; }

    /// <summary>The database answers.</summary>
    public required bool DatabaseReachable { get; init; }

    /// <summary>On how many of the status channels this process listens.</summary>
    public required int Subscriptions { get; init; }

    /// <summary>The status channels and their receivers.</summary>
    public required IReadOnlyList<ChannelReport> Channels { get; init; }

    /// <summary>The messages per hop.</summary>
    public required MessageReport Messages { get; init; }

    /// <summary>The last second; null before the first has passed.</summary>
    public NowReport? Now { get; init; }

    /// <summary>What became of the canaries.</summary>
    public required CanaryReport Canary { get; init; }

    /// <summary>When a message was last heard on a status channel; null when none was.</summary>
    public required DateTimeOffset? LastMessage { get; init; }

    /// <summary>When the listener's own probe last came back; null when none did.</summary>
    public required DateTimeOffset? LastProbe { get; init; }

    /// <summary>How long that probe took to Redis and back.</summary>
    [JsonIgnore]
    public TimeSpan? ProbeRoundTrip { get; init; }

    /// <summary>How long that probe took to Redis and back, in milliseconds.</summary>
    public double? ProbeMilliseconds => ProbeRoundTrip?.TotalMilliseconds;

    /// <summary>How often something may have been missed, and what had moved was read from the store.</summary>
    public required long Gaps { get; init; }

    /// <summary>How many connections to Redis were up and silent, and were replaced.</summary>
    public required long RebuiltConnections { get; init; }

    /// <summary>The workers present, by name; null while nobody knows.</summary>
    public required IReadOnlyList<string>? Workers { get; init; }

    /// <summary>Managed memory in use, in bytes, with what has not been collected yet.</summary>
    public required long HeapBytes { get; init; }

    /// <summary>Browsers connected to this process.</summary>
    public required int Circuits { get; init; }

    /// <summary>Event streams open on this process.</summary>
    public required int EventStreams { get; init; }

    /// <summary>Queries for the snapshots of event streams and for what returning readers missed, for all of them together.</summary>
    public required long EventStreamReads { get; init; }

    /// <summary>Resets sent to readers of event streams for which more had come than waits for one reader.</summary>
    public required long EventStreamResets { get; init; }

    /// <summary>Event streams ended because their reader did not read for too long.</summary>
    public required long EventStreamsTooSlow { get; init; }

    /// <summary>Pages and event streams that watch the feed of this process.</summary>
    public required int Watchers { get; init; }
}
