using System.Diagnostics.CodeAnalysis;
using System.Text;
using Pipeline.Announcements;
using Pipeline.Status;
using Pipeline.Storage;

namespace Pipeline.Jobs;

/// <summary>How the row of a status goes from one state to the next, whoever moves it.</summary>
internal static class Transitions
{
    /// <summary>Ends it, well or not. What an announcement may not carry is cut from the error.</summary>
    public static void End(StatusRow row, StatusState state, DateTimeOffset now, StatusError? error = null)
    {
        row.State = state;
        row.Error = error is null ? null : error with
        {
            Code = Cut(error.Code, StatusMessageReader.MaxWordLength),
            Message = Cut(error.Message, StatusMessageReader.MaxErrorLength),
        };
        row.FinishedAt = now;
        row.LeaseRenewals = null;
        row.CancelRequested = false;
        row.Stage = null;
    }

    /// <summary>A worker that has not failed lets go of it, for another to go on with; cancelled when a person had asked for that.</summary>
    public static void GiveBack(StatusRow row, DateTimeOffset now)
    {
        if (row.CancelRequested)
        {
            // Queued again it would be "cancelling" until some worker claims it, which may be never.
            End(row, StatusState.Cancelled, now);
            return;
        }

        Requeue(row, stage: null);
        row.AttemptLimit++; // no worker was lost
    }

    /// <summary>Lets it wait for a worker again, with what it has.</summary>
    public static void Requeue(StatusRow row, string? stage)
    {
        row.State = StatusState.Queued;
        row.LeaseRenewals = null;
        row.Stage = stage;
        if (row.Segments == 0)
            row.Progress = 0; // nothing is there to go on after
    }

    /// <summary>Completes it, with its result where there is one.</summary>
    public static async Task CompleteAsync(ChangeSet changes, StatusRow row, string? result, CancellationToken cancellationToken)
    {
        End(row, StatusState.Completed, changes.Now);
        row.Progress = 1;
        if (result is not null)
        {
            var stored = await changes.Database.Results.FindAsync([row.VideoId, row.Kind, row.Language], cancellationToken);
            if (stored is null)
            {
                stored = new ResultRow { VideoId = row.VideoId, Kind = row.Kind, Language = row.Language, Text = result, Bytes = 0 };
                changes.Database.Results.Add(stored);
            }

            stored.Text = result;
            stored.Bytes = Encoding.UTF8.GetByteCount(result);
        }

        await changes.StampAsync(row, result, cancellationToken: cancellationToken);
    }

    /// <summary>Queues a status that does not exist yet, one that ended without a result, or one that was deleted.</summary>
    public static async Task<bool> QueueAsync(ChangeSet changes, StatusKey key, string? traceparent, JobOptions options, CancellationToken cancellationToken)
    {
        var row = await changes.FindAsync(key, cancellationToken);
        if (row is { Deletion: null, State: not (StatusState.Failed or StatusState.Cancelled) })
            return false;
        if (row is null)
        {
            row = new StatusRow { VideoId = key.VideoId, Kind = key.Kind, Language = key.Language };
            changes.Database.Statuses.Add(row);
        }

        Requeue(row, stage: null);
        row.Error = null;
        row.CancelRequested = false;
        row.External = false;
        row.Deletion = null;
        row.AttemptLimit = row.Attempt + options.MaxAttempts;
        row.QueuedAt = changes.Now;
        row.StartedAt = null;
        row.FinishedAt = null;
        row.Traceparent = traceparent;
        await changes.StampAsync(row, cancellationToken: cancellationToken);
        return true;
    }

    /// <summary>Queues what follows a status that has completed.</summary>
    public static async Task QueueFollowersAsync(
        ChangeSet changes, StatusRow row, string? traceparent, JobOptions options, CancellationToken cancellationToken)
    {
        foreach (var next in row.Kind.FollowedBy)
            await QueueAsync(changes, row.Key with { Kind = next }, traceparent, options, cancellationToken);
    }

    /// <summary>
    /// Removes what was made of a deleted video. Its statuses stay, ended, so that nobody adds to them any more and whoever was away
    /// learns that they were deleted.
    /// </summary>
    public static async Task EraseAsync(ChangeSet changes, VideoRow video, CancellationToken cancellationToken)
    {
        var rows = await changes.FindAllAsync(video.Id, cancellationToken);
        await changes.RemoveProductsAsync(video.Id, cancellationToken);
        foreach (var row in rows.Where(row => row.Deletion != StatusDeletion.Erased))
        {
            if (row.State.IsOpen)
                End(row, StatusState.Cancelled, changes.Now);
            (row.Segments, row.Progress, row.Deletion, row.ListedAt) = (0, 0, StatusDeletion.Erased, video.CreatedAt);
            await changes.StampAsync(row, cancellationToken: cancellationToken);
        }

        (video.Title, video.RestorableUntil) = (video.Id, null);
    }

    // What is saved is announced, and an announcement out of bounds is skipped by everybody who hears it.
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Cut(string? text, int length) => text is null || text.Length <= length ? text
        : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
