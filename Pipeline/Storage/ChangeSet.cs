using System.Text;
using Microsoft.EntityFrameworkCore;
using Pipeline.Announcements;
using Pipeline.Status;

namespace Pipeline.Storage;

/// <summary>
/// The changes of one write transaction. Each changed row gets its revision here, and the announcements that are owed once
/// the transaction has committed are collected on the way.
/// </summary>
public sealed class ChangeSet(LiveDbContext database, TimeProvider clock)
{
    private readonly List<Announcement> announcements = [];
    private readonly List<StatusChange> canaries = [];

    /// <summary>The context whose transaction this is.</summary>
    public LiveDbContext Database => database;

    /// <summary>The moment of the transaction.</summary>
    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    /// <summary>Gives the row its next revision and notes that the change is to be announced.</summary>
    /// <param name="row">A tracked row; its other members may still change until the transaction commits.</param>
    /// <param name="result">The result to carry, when the change completes the status.</param>
    /// <param name="newest">The segments that this change added.</param>
    /// <param name="title">The title that this change gave the video.</param>
    public async Task StampAsync(
        StatusRow row, string? result = null, IReadOnlyList<Segment>? newest = null, string? title = null, CancellationToken cancellationToken = default)
    {
        (row.Revision, row.Position) = await database.NextStampAsync(cancellationToken);
        row.UpdatedAt = Now;
        if (row.ListedAt == default && await database.Videos.FindAsync([row.VideoId], cancellationToken) is { } video)
            row.ListedAt = video.CreatedAt;
        announcements.RemoveAll(announcement => announcement.Row == row);
        announcements.Add(new Announcement(row, result, newest, title));
    }

    /// <summary>The video; null when it is unknown. From here on no other change decides by its rows until this one has ended.</summary>
    public async Task<VideoRow?> FindVideoAsync(string videoId, CancellationToken cancellationToken)
    {
        await database.TakeTurnAsync(videoId, cancellationToken);
        return await database.Videos.FindAsync([videoId], cancellationToken);
    }

    /// <summary>The status; null when there is none.</summary>
    public async Task<StatusRow?> FindAsync(StatusKey key, CancellationToken cancellationToken) =>
        await database.Statuses.FindAsync([key.VideoId, key.Kind, key.Language], cancellationToken);

    /// <summary>All statuses of the video, those that were deleted included.</summary>
    public async Task<IReadOnlyList<StatusRow>> FindAllAsync(string videoId, CancellationToken cancellationToken) =>
        await database.Statuses.Where(row => row.VideoId == videoId).ToListAsync(cancellationToken);

    /// <summary>Removes the segments and the results of the video.</summary>
    public async Task RemoveProductsAsync(string videoId, CancellationToken cancellationToken)
    {
        await database.Segments.Where(row => row.VideoId == videoId).ExecuteDeleteAsync(cancellationToken);
        await database.Results.Where(row => row.VideoId == videoId).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Notes that a canary, which has a row of its own and no status, is to be announced.</summary>
    internal void Add(StatusChange canary) => canaries.Add(canary);

    /// <summary>What to announce, to be asked for after the commit.</summary>
    internal IReadOnlyList<StatusChange> Changes(int inlineLimit) => [.. announcements.Select(announcement => announcement.ToChange(inlineLimit)), .. canaries];

    private sealed record Announcement(StatusRow Row, string? Result, IReadOnlyList<Segment>? Newest, string? Title)
    {
        // Of what was deleted nothing is told but that.
        public StatusChange ToChange(int inlineLimit) => new(Row.Key, Row.Deletion is not null ? Row.ToMessage() : Row.ToMessage() with
        {
            Newest = Newest is null ? null : Tail(Newest, inlineLimit),
            Title = Title,
            Data = Result is null ? null : StatusData.Of(Row.Key, Result, inlineLimit),
        });

        // A message with more than it may carry is skipped by everybody who hears it; one with a gap makes its readers read.
        private static Segment[] Tail(IReadOnlyList<Segment> segments, int bytes)
        {
            var first = segments.Count;
            while (first > 0 && segments.Count - first < StatusMessageReader.MaxNewest
                && (bytes -= Encoding.UTF8.GetByteCount(segments[first - 1].Text)) >= 0)
            {
                first--;
            }

            return [.. segments.Skip(first)];
        }
    }
}
