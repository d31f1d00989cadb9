namespace BlazorApp.Diagnostics;

/// <summary>The live path as a report shows it. What follows from one broken hop is not called broken as well: red is where to look.</summary>
public static class LivePath
{
    /// <summary>The hops in the order in which a change passes them. That nobody watches is no trouble.</summary>
    public static IReadOnlyList<Hop> Of(DiagnosticsReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var listener = Listener(report);
        return
        [
            new(HopPlace.Workers, report.Workers switch { null => HopTrouble.Unknown, [] => HopTrouble.NoWorker, _ => HopTrouble.None }),
            new(HopPlace.Database, report.DatabaseReachable ? HopTrouble.None : HopTrouble.DatabaseAway),
            new(HopPlace.Redis, report.RedisReachable ? HopTrouble.None : HopTrouble.RedisUnreachable),
            new(HopPlace.Listener, listener),
            new(HopPlace.Feed, Feed(report, listener)),
            new(HopPlace.Viewers, report.Now is { RecentResets: > 0 } ? HopTrouble.ReadersReset : HopTrouble.None),
        ];
    }

    private static HopTrouble Listener(DiagnosticsReport report) => report switch
    {
        { RedisReachable: false } => HopTrouble.Unknown,
        _ when report.Subscriptions < report.Channels.Count => HopTrouble.Unsubscribed,
        _ when report.Channels.Any(channel => channel.Receivers == 0) => HopTrouble.Deaf,
        // Without the database what was missed can't be read, and no probe makes whole.
        { Hearing: false } => report.DatabaseReachable ? HopTrouble.NotHearing : HopTrouble.Unknown,
        _ => HopTrouble.None,
    };

    private static HopTrouble Feed(DiagnosticsReport report, HopTrouble listener) => (listener, report.Canary.State) switch
    {
        (not HopTrouble.None, _) => HopTrouble.Unknown,
        (_, CanaryState.Unheard) => HopTrouble.CanaryLost,
        // It may be read and not written, as on a full disk; nothing new comes then, whatever else is well.
        (_, CanaryState.Unwritten) when report.DatabaseReachable => HopTrouble.CanaryLost,
        _ => HopTrouble.None,
    };
}
