using Benchmarks.Faults.Judging;

namespace Benchmarks.Measuring;

/// <summary>Makes figures of measured times.</summary>
internal static class Times
{
    /// <summary>The median and the 99th percentile.</summary>
    /// <param name="name">What was timed.</param>
    /// <param name="measured">The times.</param>
    /// <param name="bar">What the 99th percentile should not exceed, in milliseconds; null where nothing is asked of it.</param>
    public static IEnumerable<Figure> Of(string name, IReadOnlyList<TimeSpan> measured, double? bar = null)
    {
        yield return new($"{name}, p50", Percentile.Of(measured, 0.5).TotalMilliseconds, "ms");
        yield return new($"{name}, p99", Percentile.Of(measured, 0.99).TotalMilliseconds, "ms", bar);
    }
}
