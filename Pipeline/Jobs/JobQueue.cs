using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Pipeline.Announcements;
using Pipeline.Status;
using Pipeline.Storage;

namespace Pipeline.Jobs;

/// <summary>
/// What workers do with jobs. Every report is fenced by worker and attempt: of two workers that believe they hold a job, only
/// the one that claimed it last is heard.
/// </summary>
public sealed class JobQueue(
    IDbContextFactory<LiveDbContext> databases, StatusWriter writer, JobBell bell, IOptions<JobOptions> options)
{
    /// <summary>Claims the job that has waited longest; null when none waits.</summary>
    /// <param name="worker">Who claims it, a name unique among the workers.</param>
    /// <param name="cancellationToken">Abandons the claim.</param>
    /// <exception cref="ArgumentException">The name is longer than a message may carry.</exception>
    public async Task<Job?> ClaimAsync(string worker, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(worker.Length, StatusMessageReader.MaxWordLength, nameof(worker));
        // An idle worker only reads, so that it never makes a writer wait.
        if (!await AnyWaitingAsync(cancellationToken))
            return null;

        return await writer.ChangeAsync(async changes =>
        {
            var row = await changes.Database.LockFirstWaitingAsync(cancellationToken);
            if (row is null)
                return null;

            row.State = StatusState.Processing;
            row.Worker = worker;
            row.Attempt++;
            row.LeaseRenewals = 0;
            row.StartedAt = changes.Now;
            row.Stage = null;
            await changes.StampAsync(row, cancellationToken: cancellationToken);
            var title = await changes.Database.Videos.Where(video => video.Id == row.VideoId).Select(video => video.Title).SingleAsync(cancellationToken);
            return new Job(row.Key, worker, row.Attempt, row.Segments, title, row.Traceparent);
        }, cancellationToken);
    }

    /// <summary>Extends the lease without saying anything new; cheap, and not announced.</summary>
    public async Task<LeaseState> RenewAsync(Job job, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var held = await Held(database, job).ExecuteUpdateAsync(row => row.SetProperty(status => status.LeaseRenewals, status => status.LeaseRenewals + 1), cancellationToken);
        if (held == 0)
            return LeaseState.Lost;
        return await Held(database, job).AnyAsync(row => row.CancelRequested, cancellationToken) ? LeaseState.CancelRequested : LeaseState.Held;
    }

    /// <summary>
    /// Saves progress and new segments, and renews the lease. A stage or a title longer than a message may carry is cut. Segments
    /// that are stored already are left out, so a report whose answer was lost can be made again.
    /// </summary>
    /// <exception cref="ArgumentException">The segments leave a gap after the stored ones, or the times of one are no times.</exception>
    public async Task<LeaseState> ReportAsync(Job job, JobProgress progress, CancellationToken cancellationToken) =>
        await writer.ChangeAsync(async changes =>
        {
            var title = Transitions.Cut(progress.Title, StatusMessageReader.MaxTitleLength);
            var video = title is null ? null : await changes.FindVideoAsync(job.Key.VideoId, cancellationToken); // its turn: texts are indexed with the title
            if (await FindHeldAsync(changes, job, cancellationToken) is not { } row)
                return LeaseState.Lost;

            var added = progress.Segments.SkipWhile(segment => segment.Index < row.Segments).ToList();
            foreach (var segment in added)
            {
                if (segment.Index != row.Segments)
                    throw new ArgumentException($"Segment {segment.Index} does not follow the {row.Segments} stored ones.", nameof(progress));
                if (!StatusMessageReader.IsWellFormed(segment))
                    throw new ArgumentException($"Segment {segment.Index} runs from {segment.Start} to {segment.End}.", nameof(progress));
                changes.Database.Segments.Add(SegmentRow.Of(row.Key, segment));
                row.Segments++;
            }

            if (title is not null)
                video!.Title = title; // a status has one
            row.Progress = Math.Clamp(progress.Progress, 0, 1);
            row.Stage = Transitions.Cut(progress.Stage, StatusMessageReader.MaxWordLength);
            row.LeaseRenewals++;
            await changes.StampAsync(row, newest: added.Count > 0 ? added : null, title: title, cancellationToken: cancellationToken);
            return row.CancelRequested ? LeaseState.CancelRequested : LeaseState.Held;
        }, cancellationToken);

    /// <summary>
    /// Saves the result, completes the status and queues what follows it, all in one transaction. Called again because the answer
    /// was lost, it changes nothing.
    /// </summary>
    /// <returns>Whether this claim has completed the status; <see langword="false"/> when it was lost, and nothing was saved.</returns>
    public async Task<bool> CompleteAsync(Job job, string result, CancellationToken cancellationToken)
    {
        var completed = await writer.ChangeAsync(async changes =>
        {
            await changes.FindVideoAsync(job.Key.VideoId, cancellationToken); // its turn: what follows depends on more than this row
            if (await FindHeldAsync(changes, job, cancellationToken) is not { } row)
                return await Claimed(changes.Database, job).AnyAsync(status => status.State == StatusState.Completed, cancellationToken);

            await Transitions.CompleteAsync(changes, row, result, cancellationToken);
            if (row.Deletion is null)
                await Transitions.QueueFollowersAsync(changes, row, row.Traceparent, options.Value, cancellationToken);
            return true;
        }, cancellationToken);
        if (completed)
            await bell.RingAsync();
        return completed;
    }

    /// <summary>Ends the job with an error. A message longer than an announcement may carry is cut.</summary>
    /// <returns><see langword="false"/> when the claim was lost.</returns>
    public Task<bool> FailAsync(Job job, StatusError error, CancellationToken cancellationToken) =>
        EndAsync(job, (row, now) => Transitions.End(row, StatusState.Failed, now, error), cancellationToken);

    /// <summary>Confirms that the job has stopped because a person asked for it.</summary>
    /// <returns><see langword="false"/> when the claim was lost.</returns>
    public Task<bool> ConfirmCancelledAsync(Job job, CancellationToken cancellationToken) =>
        EndAsync(job, (row, now) => Transitions.End(row, StatusState.Cancelled, now), cancellationToken);

    /// <summary>
    /// Gives the job back, for any worker to go on with at once: what a worker does when it is told to shut down. One that was
    /// asked to stop is cancelled by it.
    /// </summary>
    /// <returns><see langword="false"/> when the claim was lost.</returns>
    public async Task<bool> ReleaseAsync(Job job, CancellationToken cancellationToken)
    {
        var released = await EndAsync(job, Transitions.GiveBack, cancellationToken);
        await bell.RingAsync();
        return released;
    }

    private Task<bool> EndAsync(Job job, Action<StatusRow, DateTimeOffset> end, CancellationToken cancellationToken) =>
        writer.ChangeAsync(async changes =>
        {
            if (await FindHeldAsync(changes, job, cancellationToken) is not { } row)
                return false;
            end(row, changes.Now);
            await changes.StampAsync(row, cancellationToken: cancellationToken);
            return true;
        }, cancellationToken);

    private async Task<bool> AnyWaitingAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await Waiting(database).AnyAsync(cancellationToken);
    }

    private static IQueryable<StatusRow> Waiting(LiveDbContext database) =>
        database.Statuses.Where(row => row.State == StatusState.Queued && !row.External && row.Deletion == null);

    private static IQueryable<StatusRow> Held(LiveDbContext database, Job job) =>
        Claimed(database, job).Where(row => row.State == StatusState.Processing);

    // Whoever claims or reports next counts a new attempt, so this finds nothing that somebody else has done.
    private static IQueryable<StatusRow> Claimed(LiveDbContext database, Job job) => database.Statuses.Where(row =>
        row.VideoId == job.Key.VideoId && row.Kind == job.Key.Kind && row.Language == job.Key.Language
        && row.Worker == job.Worker && row.Attempt == job.Attempt);

    private static Task<StatusRow?> FindHeldAsync(ChangeSet changes, Job job, CancellationToken cancellationToken) =>
        Held(changes.Database, job).SingleOrDefaultAsync(cancellationToken);
}
