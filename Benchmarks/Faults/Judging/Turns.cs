using System.Diagnostics;

namespace Benchmarks.Faults.Judging;

/// <summary>
/// Notes how long this process waited for its turn. On a machine that has too much to do, everything else waits as well, and
/// the times of a run say more about the machine than about Live.
/// </summary>
internal sealed class Turns
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly List<TimeSpan> waited = [];

    /// <summary>In words: how long it waited, at most and usually.</summary>
    public override string ToString() => waited.Count == 0
        ? "nothing was measured"
        : FormattableString.Invariant(
            $"waited for its turn {Percentile.Of(waited, 0.5).TotalMilliseconds:0} ms (p50), {Percentile.Of(waited, 0.99).TotalMilliseconds:0} ms (p99), {waited.Max().TotalMilliseconds:0} ms (max)");

    /// <summary>Notes it until it is to end.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var began = Stopwatch.GetTimestamp();
            await Task.Delay(Interval, cancellationToken);
            waited.Add(Stopwatch.GetElapsedTime(began) - Interval);
        }
    }
}
