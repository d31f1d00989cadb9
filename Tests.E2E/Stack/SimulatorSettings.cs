using System.Globalization;

namespace Tests.E2E.Stack;

/// <summary>What the simulated worker of a test is like.</summary>
public sealed record SimulatorSettings
{
    /// <summary>How many times faster than the default; at 1 a transcript takes about 20 seconds, at 8 about two and a half.</summary>
    public double Speed { get; init; } = 8;

    /// <summary>The share of jobs whose first attempt fails, 0 to 1.</summary>
    public double FailureShare { get; init; }

    /// <summary>As environment variables. The seed is fixed, so that a test sees the same talk every time.</summary>
    public Dictionary<string, string?> ToEnvironment() => new()
    {
        ["Simulator__Speed"] = Speed.ToString(CultureInfo.InvariantCulture),
        ["Simulator__FailureShare"] = FailureShare.ToString(CultureInfo.InvariantCulture),
        ["Simulator__StallShare"] = "0",
        ["Simulator__Seed"] = "1",
    };
}
