using Benchmarks.Fanout.Load;

namespace Benchmarks.Fanout.Servers;

/// <summary>How much processor time programs have used, as the system counts it.</summary>
internal static class CpuClock
{
    /// <summary>Of all threads of a process, the ended ones as well, to the nanosecond; <c>/proc</c> has the same in hundredths of a second.</summary>
    /// <exception cref="InvalidOperationException">There is no such process.</exception>
    public static TimeSpan Of(int process)
    {
        // The clock of another process (clock_getcpuclockid): its id inverted, and 2 for user and system time together.
        if (Libc.ReadClock((~process << 3) | 2, out var time) != 0)
            throw new InvalidOperationException($"Process {process} has ended.");
        return TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000.0);
    }

    /// <inheritdoc cref="Of(int)"/>
    public static TimeSpan Of(IEnumerable<int> processes) => processes.Aggregate(TimeSpan.Zero, (sum, process) => sum + Of(process));
}
