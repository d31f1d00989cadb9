namespace Benchmarks.Faults.Judging;

/// <summary>Reads percentiles off measured times.</summary>
internal static class Percentile
{
    /// <summary>The time that this share of the measured ones does not exceed (nearest rank).</summary>
    public static TimeSpan Of(IReadOnlyList<TimeSpan> measured, double share) =>
        measured.Order().ElementAt(Math.Max(0, (int)Math.Ceiling(share * measured.Count) - 1));
}
