namespace Tests.Integration.Live;

/// <summary>Settings with which an app notices within a second what it would notice within five.</summary>
internal static class GapSettings
{
    public static IReadOnlyDictionary<string, string?> Quick { get; } = new Dictionary<string, string?>
    {
        ["Listener__ProbeInterval"] = "00:00:00.2",
        ["Listener__DeafAfter"] = "00:00:01",
        ["EventStream__Heartbeat"] = "00:00:00.2",
        ["Redis__PulseInterval"] = "00:00:00.2",
        ["Redis__SilentAfter"] = "00:00:01",
    };

    /// <summary>Quick but for the pulse, so that it is the probe that notices.</summary>
    public static IReadOnlyDictionary<string, string?> ByProbeOnly { get; } = new Dictionary<string, string?>(Quick) { ["Redis__SilentAfter"] = "00:05:00" };

    /// <summary>The same for a host in the test's own process.</summary>
    public static (string Key, string Value)[] QuickWorker { get; } = [("Redis:PulseInterval", "00:00:00.2"), ("Redis:SilentAfter", "00:00:01")];
}
