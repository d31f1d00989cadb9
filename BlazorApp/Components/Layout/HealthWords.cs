using BlazorApp.Status;

namespace BlazorApp.Components.Layout;

/// <summary>Turns the state of the live path into words: what happened, what Live does about it, what it means for the reader.</summary>
public static class HealthWords
{
    /// <summary>The one thing to say now, the gravest first; null while all is well.</summary>
    public static HealthNotice? Of(HealthReport health, DateTimeOffset now) => health switch
    {
        { DatabaseReachable: false } => new(
            "The database does not answer:",
            "nothing new can be read or started. What you see stays, and Live tries again every second."),
        { RedisReachable: false, SilentSince: { } heard } => new(
            $"Redis is unreachable: last heard {Ago(now - heard)} ago.",
            "Updates are paused, results are safe. Live reconnects by itself."),
        { RedisReachable: false } => new(
            "Redis is unreachable:",
            "updates are paused, results are safe. Live reconnects by itself."),
        { Hearing: false, SilentSince: { } heard } => new(
            $"Updates are paused: last heard {Ago(now - heard)} ago.",
            "Results are safe, and this page catches up by itself."),
        { Hearing: false } => new(
            "Updates are paused: nothing heard yet.",
            "Results are safe, and this page catches up by itself."),
        { Workers.Count: 0 } => new("No worker is present:", "new videos wait until one starts."),
        _ => null,
    };

    /// <summary>A length of time as people say it, in its largest whole unit.</summary>
    public static string Ago(TimeSpan time) => time switch
    {
        { TotalHours: >= 1 } => $"{(int)time.TotalHours} h",
        { TotalMinutes: >= 1 } => $"{(int)time.TotalMinutes} min",
        _ => $"{Math.Max(0, (int)time.TotalSeconds)} s",
    };
}
