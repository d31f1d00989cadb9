using System.Diagnostics;
using Benchmarks.Faults.Deploying;
using Benchmarks.Faults.Kinds;
using Benchmarks.Faults.Viewers;

namespace Benchmarks.Faults.Judging;

/// <summary>
/// Measures recoveries: at the end of a fault it reads every status from the database, and waits until each viewer knows, of
/// each status that it watches, that revision or a later one.
/// </summary>
/// <param name="database">The truth.</param>
/// <param name="audience">Who has to know it.</param>
/// <param name="disturbances">What else goes wrong meanwhile.</param>
/// <param name="journal">Told of each recovery.</param>
/// <param name="giveUp">Ends the recoveries that are late already.</param>
internal sealed class RecoveryWatch(FaultDatabase database, Audience audience, Disturbances disturbances, Journal journal, CancellationToken giveUp)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(25);

    /// <summary>Measures until everybody has the truth, or until it is to give up.</summary>
    /// <param name="fault">Which has just ended.</param>
    /// <param name="ended">When.</param>
    public async Task<Recovery> MeasureAsync(Fault fault, long ended)
    {
        var open = audience.Expect(await database.ReadAsync(CancellationToken.None));
        var (from, bound, late, missing) = (ended, fault.Bound, false, (string?)null);
        using var timer = new PeriodicTimer(LookInterval);
        while (true)
        {
            open.RemoveAll(expectation => expectation.IsReached);
            var now = Stopwatch.GetTimestamp();
            var (on, lastEnd, boundOfLast) = disturbances.Now;
            if (lastEnd > from && !late)
                (from, bound) = (lastEnd, boundOfLast > bound ? boundOfLast : bound);
            if (open.Count == 0)
                return Note(new Recovery(fault, on && !late ? TimeSpan.Zero : Stopwatch.GetElapsedTime(from, now), late, missing));

            if (!late && !on && Stopwatch.GetElapsedTime(from, now) > bound)
            {
                (late, missing) = (true, $"{open[0]} ({open.Count} such)");
                journal.Note($"LATE after {fault}: {missing}");
            }

            if (late && giveUp.IsCancellationRequested)
                return Note(new Recovery(fault, null, late, missing));
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private Recovery Note(Recovery recovery)
    {
        journal.Note($"recovered from {recovery.Fault} {(recovery.Took is { } took ? FormattableString.Invariant($"in {took.TotalSeconds:0.00} s") : "never")}");
        return recovery;
    }
}
