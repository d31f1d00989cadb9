using BlazorApp.Diagnostics;

namespace BlazorApp.Api;

/// <summary>Every hop of the live path in the process that answers, at one moment; another process has figures of its own.</summary>
public sealed record DiagnosticsResponse
{
    /// <summary>The moment, in UTC.</summary>
    public required DateTime At { get; init; }

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

    /// <summary>When a message was last heard on a status channel, in UTC; null when none was.</summary>
    public required DateTime? LastMessage { get; init; }

    /// <summary>When the listener's own probe last came back, in UTC; null when none did.</summary>
    public required DateTime? LastProbe { get; init; }

    /// <summary>How long that probe took to Redis and back, in milliseconds.</summary>
    public required double? ProbeMilliseconds { get; init; }

    /// <summary>The workers present, by name; null while nobody knows.</summary>
    public required IReadOnlyList<string>? Workers { get; init; }

    /// <summary>Browsers connected to this process.</summary>
    public required int Circuits { get; init; }

    /// <summary>Event streams open on this process.</summary>
    public required int EventStreams { get; init; }

    /// <summary>Pages and event streams that watch the feed of this process.</summary>
    public required int Watchers { get; init; }

    /// <summary>The response for a report.</summary>
    public static DiagnosticsResponse Of(DiagnosticsReport report) => new()
    {
        At = report.At.UtcDateTime,
        RedisAddress = report.RedisAddress,
        RedisReachable = report.RedisReachable,
        Hearing = report.Hearing,
        DatabaseReachable = report.DatabaseReachable,
        Subscriptions = report.Subscriptions,
        Channels = report.Channels,
        Messages = report.Messages,
        LastMessage = report.LastMessage?.UtcDateTime,
        LastProbe = report.LastProbe?.UtcDateTime,
        ProbeMilliseconds = report.ProbeRoundTrip?.TotalMilliseconds,
        Workers = report.Workers,
        Circuits = report.Circuits,
        EventStreams = report.EventStreams,
        Watchers = report.Watchers,
    };
}
