using BlazorApp.Status;
using Pipeline.Status;

namespace BlazorApp.Diagnostics;

/// <summary>Whether this process can serve, and what keeps it from it.</summary>
/// <param name="Ready">All of the below are usable.</param>
/// <param name="Redis">The connection to Redis.</param>
/// <param name="Subscriptions">Whether the status channels are heard.</param>
/// <param name="Database">The database.</param>
public sealed record ReadyResponse(bool Ready, HealthCheckResponse Redis, HealthCheckResponse Subscriptions, HealthCheckResponse Database)
{
    private static readonly HealthCheckResponse Unknown = new(false, "Not looked at yet: the process is starting.");

    /// <summary>The answer before the first look.</summary>
    public static ReadyResponse Starting { get; } = new(false, Unknown, Unknown, Unknown);

    /// <summary>Puts a report into words.</summary>
    public static ReadyResponse Of(HealthReport report) => new(
        report.IsLive,
        report.RedisReachable
            ? new(true, "Redis is connected.")
            : new(false, "Redis is unreachable: updates are paused, results are safe."),
        SubscriptionsOf(report),
        report.DatabaseReachable
            ? new(true, "The database answers.")
            : new(false, "The database does not answer: nothing can be submitted or read."));

    private static HealthCheckResponse SubscriptionsOf(HealthReport report) => report switch
    {
        { Hearing: true } => new(true, $"All {report.Subscriptions} status channels are heard."),
        _ when report.Subscriptions < StatusKind.All.Count =>
            new(false, $"{report.Subscriptions} of {StatusKind.All.Count} status channels are subscribed: updates are paused, results are safe."),
        { SilentSince: { } since } =>
            new(false, $"Nothing was heard from Redis since {since:u}: updates are paused, results are safe."),
        _ => new(false, "Nothing was heard from Redis yet: updates are paused, results are safe."),
    };
}
