using System.Numerics;

namespace BlazorApp.Status;

/// <summary>
/// Durations since the last look, in buckets that are an eighth of their power of two wide, so that a percentile is at most 12.5 % too
/// high (the layout of HdrHistogram with 3 bits). Noting one is an increment: no lock, no memory.
/// </summary>
internal sealed class LatencyWindow
{
    private const int Bits = 3;
    private const int Eighths = 1 << Bits;
    private const int Powers = 30; // of two microseconds: what took longer than 18 minutes counts as that

    private readonly long[] buckets = new long[Powers * Eighths];

    /// <summary>Notes one duration.</summary>
    public void Add(TimeSpan duration) => Interlocked.Increment(ref buckets[Bucket((ulong)Math.Max(0, duration.Ticks / TimeSpan.TicksPerMicrosecond))]);

    /// <summary>The median and the 99th percentile since the last call, in milliseconds; null when there was none. For one caller.</summary>
    public (double? Median, double? Highest) Take()
    {
        Span<long> taken = stackalloc long[buckets.Length];
        var count = 0L;
        for (var index = 0; index < taken.Length; index++)
            count += taken[index] = Interlocked.Exchange(ref buckets[index], 0);
        return (Percentile(taken, count, 0.5), Percentile(taken, count, 0.99));
    }

    private static double? Percentile(ReadOnlySpan<long> taken, long count, double share)
    {
        if (count == 0)
            return null;
        var (rank, seen, index) = ((long)Math.Ceiling(share * count), 0L, 0);
        while ((seen += taken[index]) < rank)
            index++;
        return UpperEdge(index) / 1000.0;
    }

    private static int Bucket(ulong microseconds)
    {
        if (microseconds < Eighths)
            return (int)microseconds;
        var power = BitOperations.Log2(microseconds) - Bits;
        return Math.Min(((power + 1) << Bits) + (int)((microseconds >> power) & (Eighths - 1)), (Powers * Eighths) - 1);
    }

    private static double UpperEdge(int index)
    {
        var power = (index >> Bits) - 1;
        return power < 0 ? index + 1 : (double)((ulong)(Eighths + (index & (Eighths - 1)) + 1) << power);
    }
}
