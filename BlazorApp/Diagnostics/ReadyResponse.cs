using BlazorApp.Status;
using Pipeline.Status;

namespace BlazorApp.Diagnostics;

/// <summary>Whether this process can serve, and what keeps it from it.</summary>
/// <param name="Ready">All of the below are usable.</param>
/// <param name="Redis">The connection to Redis.</param>
/// <param name="Subscriptions">Whether the status channels are heard, and how long ago the last probe was.</param>
/// <param name="Database">The database.</param>
public sealed record ReadyResponse(bool Ready, HealthCheckResponse Redis, HearingCheckResponse Subscriptions, HealthCheckResponse Database)
{
    private static readonly HealthCheckResponse Unknown = new(false, "Not looked at yet: the process is starting.");

    /// <summary>The answer before the first look.</summary>
    public static ReadyResponse Starting { get; } = new(false, Unknown, new(Unknown.Ok, Unknown.Message, ProbeAgeSeconds: null), Unknown);

    /// <summary>Puts a report into words.</summary>
    /// <param name="report">The latest look.</param>
    /// <param name="probeAge">How long ago the last probe came back; null when none did.</param>
    public static ReadyResponse Of(HealthReport report, TimeSpan? probeAge) => new(
        report.IsLive,
        report.RedisReachable
            ? new(true, "Redis is connected.")
            : new(false, "Redis is unreachable: updates are paused, results are safe."),
        HearingOf(report, probeAge?.TotalSeconds),
        report.DatabaseReachable
            ? new(true, "The database answers.")
            : new(false, "The database does not answer: nothing can be submitted or read."));

    private static HearingCheckResponse HearingOf(HealthReport report, double? age) => report switch
    {
        { Hearing: true } => new(true, $"All {report.Subscriptions} status channels are heard.", age),
        _ when report.Subscriptions < StatusKind.All.Count =>
            new(false, $"{report.Subscriptions} of {StatusKind.All.Count} status channels are subscribed: updates are paused, results are safe.", age),
        { SilentSince: { } since } =>
            new(false, $"Nothing was heard from Redis since {since:u}: updates are paused, results are safe.", age),
        _ => new(false, "Nothing was heard from Redis yet: updates are paused, results are safe.", age),
    };
}
