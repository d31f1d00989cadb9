using System.Diagnostics;

namespace Benchmarks.Faults.Judging;

/// <summary>Which faults are on. A recovery that another fault interrupts begins anew when that one ends.</summary>
internal sealed class Disturbances
{
    private readonly Lock gate = new();
    private int on;
    private long lastEnd = Stopwatch.GetTimestamp();
    private TimeSpan boundOfLast;

    /// <summary>How many have ended.</summary>
    public int Ended { get; private set; }

    /// <summary>One begins.</summary>
    public void Begin()
    {
        lock (gate)
            on++;
    }

    /// <summary>One ends.</summary>
    /// <param name="bound">Within what time of this everybody has to have the truth.</param>
    /// <returns>The moment.</returns>
    public long End(TimeSpan bound)
    {
        lock (gate)
        {
            on--;
            Ended++;
            boundOfLast = bound;
            return lastEnd = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>Whether any is on; when the last one ended, and the time that its recovery may take.</summary>
    public (bool On, long LastEnd, TimeSpan Bound) Now
    {
        get
        {
            lock (gate)
                return (on > 0, lastEnd, boundOfLast);
        }
    }
}
