using System.Text.Json.Serialization;

namespace Pipeline.Demo;

/// <summary>How simulated workers are asked to perform one video of a demo.</summary>
/// <param name="Speed">How many times faster than the usual pace.</param>
/// <param name="FailureShare">The share of jobs that fail at their first attempt, 0 to 1.</param>
/// <param name="StallShare">The share of jobs whose first attempt goes silent in the middle, 0 to 1.</param>
/// <param name="Seed">Deals out failures and stalls.</param>
/// <param name="Place">The video's place in its demo, from 1: the same seed and place have the same fate in every demo.</param>
public sealed record DemoWish(double Speed, double FailureShare, double StallShare, int Seed, int Place)
{
    /// <summary>The slowest pace that can be asked for.</summary>
    public const double LeastSpeed = 0.1;

    /// <summary>The fastest pace that can be asked for.</summary>
    public const double MostSpeed = 100;

    /// <summary>Whether it can be granted.</summary>
    [JsonIgnore]
    public bool IsValid => Speed is >= LeastSpeed and <= MostSpeed && FailureShare is >= 0 and <= 1 && StallShare is >= 0 and <= 1;
}
