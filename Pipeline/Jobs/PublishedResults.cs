using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Pipeline.Status;
using Pipeline.Storage;

namespace Pipeline.Jobs;

/// <summary>
/// Stores what other programs publish by short form, so that a later visitor sees it too. Every app process hears every short
/// form and each of them stores it; the second one finds it stored and changes nothing.
/// </summary>
public sealed class PublishedResults(StatusWriter writer, IOptions<JobOptions> options)
{
    // What a publisher counts is shown, but not so far that the next attempts could not be counted.
    private const int MostAttempts = 1_000_000;

    /// <summary>Stores a short form, making the video known if it is not.</summary>
    /// <param name="change">A change whose message carries no revision.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    public Task<PublishedOutcome> StoreAsync(StatusChange change, CancellationToken cancellationToken)
    {
        var (key, message) = change;
        var fingerprint = Fingerprint(message);
        return writer.ChangeAsync(async changes =>
        {
            var video = await changes.FindVideoAsync(key.VideoId, cancellationToken);
            if (video is null)
            {
                video = new VideoRow { Id = key.VideoId, Title = key.VideoId, Language = key.Language, CreatedAt = changes.Now };
                changes.Database.Videos.Add(video);
            }

            if (video.DeletedAt is not null)
                return PublishedOutcome.Deleted;

            // The video's own language, which the listener takes a guess at while the database is away.
            var language = message.Language ?? video.Language;
            var row = await changes.FindAsync(key with { Language = language }, cancellationToken);
            if (row is not null && IsStale(row, message, fingerprint))
                return (row.ExternalTimestamp, row.ExternalFingerprint) == (message.Timestamp, fingerprint) ? PublishedOutcome.Known : PublishedOutcome.Late;
            if (row is null)
            {
                row = new StatusRow { VideoId = key.VideoId, Kind = key.Kind, Language = language, QueuedAt = changes.Now };
                changes.Database.Statuses.Add(row);
            }

            if (message.Title is { } title)
                video.Title = title;
            await ApplyAsync(changes, video, row, message, cancellationToken);
            row.ExternalTimestamp = message.Timestamp;
            row.ExternalFingerprint = fingerprint;
            return PublishedOutcome.Stored;
        }, cancellationToken);
    }

    /// <summary>
    /// Announces anew what is stored where it is not what the short form says: a short form that comes late is shown before
    /// anybody knows that it is late, and without this it would stay on the screen.
    /// </summary>
    /// <param name="change">A short form that was not stored.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <returns>Whether there was a difference.</returns>
    public Task<bool> RepeatAsync(StatusChange change, CancellationToken cancellationToken)
    {
        var (key, message) = change;
        var fingerprint = Fingerprint(message);
        return writer.ChangeAsync(async changes =>
        {
            var language = message.Language ?? (await changes.FindVideoAsync(key.VideoId, cancellationToken))?.Language;
            var row = await changes.FindAsync(key with { Language = language ?? key.Language }, cancellationToken);
            if (row is null || (row is { External: true, Deletion: null } && row.State == message.Status && row.ExternalFingerprint == fingerprint))
                return false;

            var result = row.State == StatusState.Completed
                ? await changes.Database.Results.FindAsync([row.VideoId, row.Kind, row.Language], cancellationToken)
                : null;
            await changes.StampAsync(row, result?.Text, cancellationToken: cancellationToken);
            return true;
        }, cancellationToken);
    }

    // Publishers keep their own clocks, so a short form is only ever compared with the one stored before it. Of two with the
    // same timestamp the later arrival counts, unless it would reopen what has ended.
    private static bool IsStale(StatusRow row, StatusMessage message, string fingerprint) =>
        row.ExternalTimestamp is { } last
        && (message.Timestamp < last
            || (message.Timestamp == last && (row.ExternalFingerprint == fingerprint || (row.State.IsFinal && message.Status.IsOpen))));

    private async Task ApplyAsync(ChangeSet changes, VideoRow video, StatusRow row, StatusMessage message, CancellationToken cancellationToken)
    {
        row.External = true;
        row.Deletion = null; // it may be left from before the video was submitted anew
        row.Worker = message.Worker;
        row.Attempt = Math.Max(row.Attempt + 1, Math.Min(message.Attempt ?? 0, MostAttempts)); // a worker that holds the job runs into the fence
        if (message.Status == StatusState.Completed)
        {
            if (row.Segments > 0 && message.Data?.Text is not null)
                await RemoveSegmentsAsync(changes, row, cancellationToken);
            await Transitions.CompleteAsync(changes, row, message.Data?.Text, cancellationToken);
            if (video.Source is not null)
                await Transitions.QueueFollowersAsync(changes, row, message.Traceparent, options.Value, cancellationToken);
            return;
        }

        if (message.Status.IsFinal)
        {
            Transitions.End(row, message.Status, changes.Now, message.Status == StatusState.Failed
                ? message.Error ?? new StatusError("failed", "The program that was working on this reported a failure.", Retryable: true)
                : null);
        }
        else
        {
            row.State = message.Status;
            row.Error = null;
            row.FinishedAt = null;
            row.StartedAt = message.Status == StatusState.Processing ? row.StartedAt ?? changes.Now : null;
            row.Progress = message.Progress ?? (message.Status == StatusState.Queued ? 0 : row.Progress);
            row.Stage = message.Stage;
            row.LeaseRenewals = 0; // with each short form a new attempt, so a new lease
        }

        await changes.StampAsync(row, cancellationToken: cancellationToken);
    }

    // The text takes the place of what a worker had begun.
    private static async Task RemoveSegmentsAsync(ChangeSet changes, StatusRow row, CancellationToken cancellationToken)
    {
        await changes.Database.Segments.Where(segment => segment.VideoId == row.VideoId && segment.Language == row.Language)
            .ExecuteDeleteAsync(cancellationToken);
        row.Segments = 0;
    }

    private static string Fingerprint(StatusMessage message) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(message, StatusJson.Wire.StatusMessage)));
}
