using System.Diagnostics;
using Microsoft.Extensions.Options;
using Pipeline.Observability;
using Pipeline.Status;
using Pipeline.Storage;

namespace Pipeline.Jobs;

/// <summary>Deleting videos, and taking that back as long as <see cref="DeletedVideos"/> has left what was made of them.</summary>
public sealed class Deletions(StatusWriter writer, JobBell bell, IOptions<JobOptions> options)
{
    /// <summary>
    /// Deletes the video with everything in it: whoever watches is told, and its jobs are cancelled. What a worker saves before it has
    /// heard of that is kept with the rest, and shown by nobody.
    /// </summary>
    /// <returns><see cref="RequestOutcome.Unknown"/> when there is no such video, or it is deleted already.</returns>
    public Task<RequestOutcome> DeleteAsync(string videoId, CancellationToken cancellationToken) => RequestAsync(async changes =>
    {
        if (await changes.FindVideoAsync(videoId, cancellationToken) is not { DeletedAt: null } video)
            return RequestOutcome.Unknown;
        (video.DeletedAt, video.RestorableUntil) = (changes.Now, changes.Now + options.Value.KeepDeleted);
        // What is deleted already is left from before the video was submitted anew.
        foreach (var row in (await changes.FindAllAsync(videoId, cancellationToken)).Where(row => row.Deletion is null))
        {
            row.Deletion = IsToStop(row) ? StatusDeletion.Stopped : StatusDeletion.Kept;
            if (row is { Deletion: StatusDeletion.Stopped, State: StatusState.Processing })
                row.CancelRequested = true;
            else if (row.Deletion == StatusDeletion.Stopped)
                Transitions.End(row, StatusState.Cancelled, changes.Now);
            await changes.StampAsync(row, cancellationToken: cancellationToken);
        }

        return RequestOutcome.Accepted;
    }, cancellationToken);

    /// <summary>Takes a deletion back. What it cancelled is queued again and goes on after the segments that are stored.</summary>
    /// <returns>
    /// <see cref="RequestOutcome.WrongState"/> when nothing is left of it; <see cref="RequestOutcome.Unknown"/> when there is no
    /// such video, or it is not deleted.
    /// </returns>
    public async Task<RequestOutcome> RestoreAsync(string videoId, CancellationToken cancellationToken)
    {
        using var span = LiveTraces.Ask("restore", videoId);
        return await RequestAsync(async changes =>
        {
            if (await changes.FindVideoAsync(videoId, cancellationToken) is not { DeletedAt: not null } video)
                return RequestOutcome.Unknown;
            if (video.RestorableUntil is null)
                return RequestOutcome.WrongState;
            (video.DeletedAt, video.RestorableUntil) = (null, null);
            var rows = (await changes.FindAllAsync(videoId, cancellationToken)).Where(row => row.Deletion != StatusDeletion.Erased).ToList();
            var completed = rows.Where(row => row is { Deletion: StatusDeletion.Stopped, State: StatusState.Completed }).ToList();
            foreach (var row in rows)
                await RestoreAsync(changes, row, cancellationToken);
            foreach (var row in completed)
                await Transitions.QueueFollowersAsync(changes, row, row.Traceparent, options.Value, cancellationToken);
            return RequestOutcome.Accepted;
        }, cancellationToken);
    }

    // Another program is not asked to stop; and what a person had asked to stop before does not go on afterwards.
    private static bool IsToStop(StatusRow row) => row is { External: false, CancelRequested: false } && row.State.IsOpen;

    private async Task RestoreAsync(ChangeSet changes, StatusRow row, CancellationToken cancellationToken)
    {
        // Its worker may have been told to stop and not have said yet that it did: queued again, it is no longer that worker's.
        if (row is { Deletion: StatusDeletion.Stopped, State: StatusState.Processing or StatusState.Cancelled })
        {
            await Transitions.QueueAsync(changes, row.Key, Activity.Current?.Id, options.Value, cancellationToken);
            return;
        }

        var result = row.State == StatusState.Completed
            ? await changes.Database.Results.FindAsync([row.VideoId, row.Kind, row.Language], cancellationToken)
            : null;
        row.Deletion = null;
        await changes.StampAsync(row, result?.Text, cancellationToken: cancellationToken);
    }

    private async Task<RequestOutcome> RequestAsync(Func<ChangeSet, Task<RequestOutcome>> change, CancellationToken cancellationToken)
    {
        var outcome = await writer.ChangeAsync(change, cancellationToken);
        if (outcome == RequestOutcome.Accepted)
            await bell.RingAsync(); // workers hear that they are to stop, or that something waits
        return outcome;
    }
}
