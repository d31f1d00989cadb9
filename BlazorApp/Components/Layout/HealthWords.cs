using BlazorApp.Status;
using Microsoft.Extensions.Localization;

namespace BlazorApp.Components.Layout;

/// <summary>Turns the state of the live path into words: what happened, what Live does about it, what it means for the reader.</summary>
public sealed class HealthWords(IStringLocalizer<Words> words)
{
    // "Unreachable" beside "heard 0 s ago" reads as if one of them were wrong.
    private static readonly TimeSpan LeastSilence = TimeSpan.FromSeconds(2);

    /// <summary>The one thing to say now, the gravest first; null while all is well.</summary>
    public HealthNotice? Of(HealthReport health, DateTimeOffset now) => health switch
    {
        { DatabaseReachable: false } => new(
            words["The database does not answer:"],
            words["nothing new can be read or started. What you see stays, and Live tries again every second."]),
        { RedisReachable: false, SilentSince: { } heard } when now - heard >= LeastSilence => new(
            words["Redis is unreachable: last heard {0} ago.", Length(now - heard)],
            words["Updates are paused, results are safe. Live reconnects by itself."]),
        { RedisReachable: false } => new(
            words["Redis is unreachable."],
            words["Updates are paused, results are safe. Live reconnects by itself."]),
        { Hearing: false, SilentSince: { } heard } when now - heard >= LeastSilence => new(
            words["Updates are paused: last heard {0} ago.", Length(now - heard)],
            words["Results are safe, and this page catches up by itself."]),
        { Hearing: false, SilentSince: not null } => new(
            words["Updates are paused."],
            words["Results are safe, and this page catches up by itself."]),
        { Hearing: false } => new(
            words["Updates are paused: nothing heard yet."],
            words["Results are safe, and this page catches up by itself."]),
        { Workers.Count: 0 } => new(words["No worker is present:"], words["new videos wait until one starts."]),
        _ => null,
    };

    /// <summary>A length of time as people say it, in its largest whole unit.</summary>
    public string Length(TimeSpan time) => time switch
    {
        { TotalHours: >= 1 } => words["{0} h", (int)time.TotalHours],
        { TotalMinutes: >= 1 } => words["{0} min", (int)time.TotalMinutes],
        _ => words["{0} s", Math.Max(0, (int)time.TotalSeconds)],
    };
}
