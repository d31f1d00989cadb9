using System.Diagnostics;

namespace Benchmarks.Fanout.Load;

/// <summary>The clock that publisher and clients have in common: microseconds that only grow, of this process.</summary>
internal static class Microseconds
{
    /// <summary>The moment.</summary>
    public static long Now => Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1_000_000);
}
