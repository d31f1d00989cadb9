using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Jobs;
using Pipeline.Observability;
using Pipeline.Status;
using Worker.Simulator.Performing;

namespace Worker.Simulator;

/// <summary>Performs one claimed job: reports each step as it falls due, keeps the lease, and stops when asked to.</summary>
public sealed partial class JobPerformer(
    JobReports reports, Score score, Wishes wishes, Bell bell, JobCounters counters, IOptions<JobOptions> options, TimeProvider clock, ILogger<JobPerformer> logger)
{
    // A person who cancels waits for this at most; the bell usually says it sooner.
    private static readonly TimeSpan CheckInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>Performs the job to one of its ends.</summary>
    public async Task<JobEnd> PerformAsync(Job job, CancellationToken stopping)
    {
        using var span = LiveTraces.Perform(job);
        var begun = clock.GetTimestamp();
        LogBegins(job.Key, job.Attempt, job.Segments);
        var end = await EndAsync(job, score.Write(job, await wishes.AboutAsync(job)), stopping);
        var outcome = NameOf(end);
        span?.SetTag(Attributes.Outcome, outcome);
        counters.AddEnded(job.Key.Kind, outcome, clock.GetElapsedTime(begun));
        LogEnds(job.Key, job.Attempt, end);
        return end;
    }

    private static string NameOf(JobEnd end) => end switch
    {
        JobEnd.Completed => "completed",
        JobEnd.Failed => "failed",
        JobEnd.Cancelled => "cancelled",
        JobEnd.Released => "released",
        _ => "lost",
    };

    private async Task<JobEnd> EndAsync(Job job, Performance performance, CancellationToken stopping)
    {
        try
        {
            switch (await PlayAsync(job, performance, stopping))
            {
                case LeaseState.Lost:
                    return JobEnd.Lost;
                case LeaseState.CancelRequested:
                    return await reports.ConfirmCancelledAsync(job, stopping) ? JobEnd.Cancelled : JobEnd.Lost;
                case LeaseState.Held when performance.Fate == Fate.Fails:
                    return await reports.FailAsync(job, performance.Error, stopping) ? JobEnd.Failed : JobEnd.Lost;
                default:
                    return await reports.CompleteAsync(job, performance.Result, stopping) ? JobEnd.Completed : JobEnd.Lost;
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return await reports.ReleaseAsync(job) ? JobEnd.Released : JobEnd.Lost;
        }
    }

    /// <summary>Plays the steps that are still to be done, until the end or until fate strikes.</summary>
    private async Task<LeaseState> PlayAsync(Job job, Performance performance, CancellationToken stopping)
    {
        var steps = performance.Steps.Take(performance.Fate == Fate.Completes ? int.MaxValue : performance.FateAt).ToList();
        // What an earlier attempt stored is not made again.
        var done = job.Segments > 0 ? steps.FindLastIndex(step => step.Segment?.Index == job.Segments - 1) + 1 : 0;
        var begun = clock.GetTimestamp();
        var skipped = done > 0 ? steps[done - 1].At : TimeSpan.Zero;
        var title = job.Title == job.Key.VideoId ? performance.Title : null;
        while (done < steps.Count)
        {
            var played = clock.GetElapsedTime(begun) + skipped;
            if (steps[done].At > played)
            {
                if (await WaitAsync(job, steps[done].At - played, stopping) is var state and not LeaseState.Held)
                    return state;
                continue;
            }

            // Whatever has fallen due meanwhile goes into one report: at high speed that is many steps.
            var due = steps.Skip(done).TakeWhile(step => step.At <= played).ToList();
            var report = new JobProgress
            {
                Progress = due[^1].Progress,
                Stage = due[^1].Stage,
                Segments = [.. due.Select(step => step.Segment).OfType<Segment>()],
                Title = title,
            };
            if (await reports.ReportAsync(job, report, stopping) is var lease and not LeaseState.Held)
                return lease;
            (done, title) = (done + due.Count, null);
        }

        return performance.Fate == Fate.Stalls ? await StallAsync(stopping) : LeaseState.Held;
    }

    private async Task<LeaseState> WaitAsync(Job job, TimeSpan delay, CancellationToken stopping)
    {
        if (delay <= CheckInterval / 5)
        {
            await Task.Delay(delay, clock, stopping);
            return LeaseState.Held;
        }

        await bell.WaitAsync(bell.NextRing, delay < CheckInterval ? delay : CheckInterval, stopping);
        return await reports.RenewAsync(job, stopping);
    }

    private async Task<LeaseState> StallAsync(CancellationToken stopping)
    {
        await Task.Delay(options.Value.Lease * 1.5, clock, stopping);
        return LeaseState.Lost;
    }

    [LoggerMessage(LogLevel.Information, "Begins {Key}, attempt {Attempt}, after {Segments} stored segments")]
    private partial void LogBegins(StatusKey key, int attempt, int segments);

    [LoggerMessage(LogLevel.Information, "Ends {Key}, attempt {Attempt}: {End}")]
    private partial void LogEnds(StatusKey key, int attempt, JobEnd end);
}
