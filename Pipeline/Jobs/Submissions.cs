using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Pipeline.Observability;
using Pipeline.Status;
using Pipeline.Storage;

namespace Pipeline.Jobs;

/// <summary>What people ask for: process this video, try that again, stop it.</summary>
public sealed class Submissions(StatusWriter writer, VideoStore store, JobBell bell, IOptions<JobOptions> options)
{
    // Fewer statuses than a page of VideoStore.GetStatusesSinceAsync holds, and short enough that other writers need not wait.
    private const int AtOnce = 50;

    /// <summary>
    /// Makes the video known and queues what can begin in that language. Submitting the same again, even twice at once,
    /// queues nothing and answers with what is there. A video that was deleted starts over as a new one.
    /// </summary>
    /// <param name="source">What was submitted.</param>
    /// <param name="language">A language from <see cref="Language.Offered"/>.</param>
    /// <param name="title">What to call it; null leaves it to the worker.</param>
    /// <param name="cancellationToken">Abandons the submission.</param>
    public async Task<Submission> SubmitAsync(VideoSource source, string language, string? title, CancellationToken cancellationToken)
    {
        using var span = LiveTraces.Ask("submit", source.VideoId);
        var created = await writer.ChangeAsync(changes => SubmitAsync(changes, source, language, title, cancellationToken), cancellationToken);
        if (created)
            await bell.RingAsync();
        return new Submission((await store.GetVideoAsync(source.VideoId, cancellationToken))!, created);
    }

    /// <summary>Submits many as each would be alone, in few transactions, in the order of their ids.</summary>
    /// <exception cref="System.Data.Common.DbException">The database does not answer; what was submitted before stays.</exception>
    public async Task SubmitAllAsync(IEnumerable<VideoSource> sources, string language, CancellationToken cancellationToken)
    {
        // In one order, or two who submit the same ones would wait for each other.
        foreach (var some in sources.OrderBy(source => source.VideoId, StringComparer.Ordinal).Chunk(AtOnce))
        {
            var created = await writer.ChangeAsync(async changes =>
            {
                var queued = false;
                foreach (var source in some)
                {
                    using var span = LiveTraces.Ask("submit", source.VideoId);
                    queued |= await SubmitAsync(changes, source, language, title: null, cancellationToken);
                }

                return queued;
            }, cancellationToken);
            if (created)
                await bell.RingAsync();
        }
    }

    /// <summary>Queues again what failed or was cancelled. Segments that are stored stay, and the next worker goes on after them.</summary>
    public async Task<RequestOutcome> RetryAsync(StatusKey key, CancellationToken cancellationToken)
    {
        using var span = LiveTraces.Ask("retry", key.VideoId);
        return await RequestAsync(key, state => state.IsRetryable, (changes, _) =>
            Transitions.QueueAsync(changes, key, Activity.Current?.Id, options.Value, cancellationToken), cancellationToken);
    }

    /// <summary>Cancels what waits at once; asks the worker of what runs to stop, and the status shows so until it did.</summary>
    public Task<RequestOutcome> CancelAsync(StatusKey key, CancellationToken cancellationToken) =>
        RequestAsync(key, state => state.IsOpen, async (changes, row) =>
        {
            if (row is { State: StatusState.Processing, External: false })
                row.CancelRequested = true;
            else
                Transitions.End(row, StatusState.Cancelled, changes.Now);
            await changes.StampAsync(row, cancellationToken: cancellationToken);
        }, cancellationToken);

    private async Task<bool> SubmitAsync(ChangeSet changes, VideoSource source, string language, string? title, CancellationToken cancellationToken)
    {
        var video = await changes.FindVideoAsync(source.VideoId, cancellationToken);
        if (video is null)
        {
            video = new VideoRow { Id = source.VideoId, Title = title ?? source.VideoId, Language = language, CreatedAt = changes.Now };
            changes.Database.Videos.Add(video);
        }

        if (video.DeletedAt is not null)
        {
            // What was made before is neither shown again nor gone on with: it is a new video in the place of the old one.
            (video.DeletedAt, video.CreatedAt, video.Source) = (null, changes.Now, null);
            await Transitions.EraseAsync(changes, video, cancellationToken);
            (video.Title, video.Language) = (title ?? source.VideoId, language);
        }

        video.Source ??= source.Link ?? source.VideoId;
        var queued = false;
        foreach (var kind in StatusKind.All)
        {
            // What follows another kind is usually queued by its completion; here it is made up for where another
            // program completed that one before the video was submitted.
            var key = new StatusKey(source.VideoId, kind, language);
            if (kind.Follows is { } first && await changes.FindAsync(key with { Kind = first }, cancellationToken) is not { State: StatusState.Completed, Deletion: null })
                continue;
            if (await changes.FindAsync(key, cancellationToken) is null or { Deletion: not null })
                queued |= await Transitions.QueueAsync(changes, key, Activity.Current?.Id, options.Value, cancellationToken);
        }

        return queued;
    }

    private async Task<RequestOutcome> RequestAsync(
        StatusKey key, Func<StatusState, bool> allowed, Func<ChangeSet, StatusRow, Task> change, CancellationToken cancellationToken)
    {
        var outcome = await writer.ChangeAsync(async changes =>
        {
            await changes.FindVideoAsync(key.VideoId, cancellationToken);
            if (await changes.FindAsync(key, cancellationToken) is not { Deletion: null } row)
                return RequestOutcome.Unknown;
            if (!allowed(row.State))
                return RequestOutcome.WrongState;
            await change(changes, row);
            return RequestOutcome.Accepted;
        }, cancellationToken);
        if (outcome == RequestOutcome.Accepted)
            await bell.RingAsync();
        return outcome;
    }
}
