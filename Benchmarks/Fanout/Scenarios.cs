namespace Benchmarks.Fanout;

/// <summary>What is measured.</summary>
internal static class Scenarios
{
    private const int LargeEvent = 64 * 1024;

    /// <summary>All, in the order of the tables.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("S1", "20 messages a second to 1,000 clients, 200 in all", Clients: 1000, Messages: 200) { Rate = 20 },
        new("S2", "a burst of 500 messages to 1,000 clients", Clients: 1000, Messages: 500),
        new("S3", "10,000 clients idle for 3 s, then 20 messages at once", Clients: 10_000, Messages: 20) { Settle = TimeSpan.FromSeconds(3) },
        new("S4", "5,000 clients each on a video of its own, 1,000 messages a second, one for each", Clients: 5000, Messages: 5000) { Rate = 1000, OwnVideo = true },
        new("large", "one message of 64 KiB to 5,000 clients", Clients: 5000, Messages: 1) { Bytes = LargeEvent, WatchesMemory = true },
        new("storm", "5,000 clients connect within a second, whatever the server does; then one message", Clients: 5000, Messages: 1) { OpenedPerSecond = 5000 },
    ];

    /// <summary>What goes before each measurement and is not counted, so that what matters has been compiled.</summary>
    public static Scenario WarmUp { get; } = new("warm-up", "", Clients: 200, Messages: 300) { Rate = 200, Settle = TimeSpan.Zero };

    /// <summary>Seconds, not figures: whether everything arrives, on both streams.</summary>
    public static IReadOnlyList<Scenario> Smoke { get; } =
    [
        new("all", "50 messages to 100 clients", Clients: 100, Messages: 50) { Settle = TimeSpan.Zero },
        new("own", "100 messages, each to one of 100 clients on a video of its own", Clients: 100, Messages: 100) { OwnVideo = true, Settle = TimeSpan.Zero },
    ];
}
