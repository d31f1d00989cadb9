using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Pipeline.Announcements;
using Pipeline.Status;

namespace Pipeline.Storage;

/// <summary>Reads videos and their statuses. Nothing here changes anything.</summary>
public sealed class VideoStore(IDbContextFactory<LiveDbContext> databases, IOptions<AnnouncementOptions> options)
{
    /// <summary>The fewest statuses that a page of <see cref="GetStatusesSinceAsync"/> may hold: more than any transaction changes.</summary>
    public const int LeastPage = 200;

    // A list of ids becomes one parameter each; SQLite takes 32,766 at most.
    private const int IdsPerQuery = 500;

    /// <summary>The video with all its statuses, also one that was deleted; null when it is unknown.</summary>
    public async Task<VideoView?> GetVideoAsync(string id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var row = await database.Videos.AsNoTracking().Include(video => video.Statuses).SingleOrDefaultAsync(video => video.Id == id, cancellationToken);
        return row is null ? null : View(row);
    }

    /// <summary>The named videos with all their statuses, in no order; those that are unknown are left out.</summary>
    public async Task<IReadOnlyList<VideoView>> GetVideosAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var videos = new List<VideoView>();
        foreach (var some in ids.Chunk(IdsPerQuery))
        {
            var rows = database.Videos.AsNoTracking().Include(video => video.Statuses).Where(video => some.Contains(video.Id));
            videos.AddRange((await rows.ToListAsync(cancellationToken)).Select(View));
        }

        return videos;
    }

    /// <summary>Whether any of the named videos is known, deleted ones among them.</summary>
    public async Task<bool> KnowsAnyAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        foreach (var some in ids.Chunk(IdsPerQuery))
        {
            if (await database.Videos.AnyAsync(video => some.Contains(video.Id), cancellationToken))
                return true;
        }

        return false;
    }

    /// <summary>The language that a message or a request about the video means when it names none.</summary>
    public async Task<string> GetLanguageAsync(string videoId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Videos.Where(video => video.Id == videoId).Select(video => video.Language).SingleOrDefaultAsync(cancellationToken)
            ?? Language.Default;
    }

    /// <summary>The statuses of the named videos, those that were deleted included.</summary>
    public async Task<StatusSnapshot> GetStatusesAsync(IReadOnlyCollection<string> videoIds, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var horizon = await database.ReadHorizonAsync(cancellationToken);
        var statuses = new List<StatusChange>();
        foreach (var ids in videoIds.Chunk(IdsPerQuery))
            statuses.AddRange(await ReadAsync(database, database.Statuses.Where(row => ids.Contains(row.VideoId)), cancellationToken));
        return new StatusSnapshot(InOrder(statuses), horizon.Settled);
    }

    /// <summary>The statuses that wait or run, the newest when there are more than <paramref name="most"/>.</summary>
    public async Task<StatusSnapshot> GetOpenStatusesAsync(int most, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var horizon = await database.ReadHorizonAsync(cancellationToken);
        var statuses = await ReadAsync(
            database,
            database.Statuses
                .Where(row => (row.State == StatusState.Queued || row.State == StatusState.Processing) && row.Deletion == null)
                .OrderByDescending(row => row.Revision).Take(most),
            cancellationToken);
        return new StatusSnapshot(InOrder(statuses), horizon.Settled);
    }

    /// <summary>Whose jobs wait for a worker, in the order in which they are taken.</summary>
    public async Task<IReadOnlyList<StatusKey>> GetWaitingAsync(int most, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Statuses.Where(row => row.State == StatusState.Queued && !row.External && row.Deletion == null)
            .OrderBy(row => row.QueuedAt).Take(most)
            .Select(row => new StatusKey(row.VideoId, row.Kind, row.Language))
            .ToListAsync(cancellationToken);
    }

    /// <summary>The statuses whose last change stands above the position, in the order of positions, in pages.</summary>
    /// <param name="position">A <see cref="StatusSnapshot.Cursor"/>, of this process or another, or the <see cref="StatusSnapshot.Next"/> of the page before.</param>
    /// <param name="videoIds">Which videos; null for all.</param>
    /// <param name="most">How many at most. A page ends at the end of a transaction, so it must hold the largest one: <see cref="LeastPage"/>.</param>
    /// <param name="cancellationToken">Abandons the read.</param>
    /// <returns>The statuses; or null when the position has not been reached by this database.</returns>
    public async Task<StatusSnapshot?> GetStatusesSinceAsync(
        long position, IReadOnlyCollection<string>? videoIds, int most, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, LeastPage);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var horizon = await database.ReadHorizonAsync(cancellationToken);
        if (position < 0 || position > horizon.Latest)
            return null;

        var changed = database.Statuses.Where(row => row.Position > position);
        if (videoIds is not null)
            changed = changed.Where(row => videoIds.Contains(row.VideoId));
        var statuses = InOrder(await ReadAsync(
            database, changed.OrderBy(row => row.Position).ThenBy(row => row.Revision).Take(most), cancellationToken));
        if (statuses.Count < most)
            return new StatusSnapshot(statuses, horizon.Settled);

        // The rest of the last transaction may be beyond the page; it goes to the next one as a whole.
        var whole = statuses.TakeWhile(status => status.Position < statuses[^1].Position).ToList();
        return new StatusSnapshot(whole, Math.Min(whole[^1].Position, horizon.Settled), whole[^1].Position);
    }

    /// <summary>Which statuses have changes whose announcement is behind, the longest committed first.</summary>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Abandons the read.</param>
    /// <returns>Each with the last revision that is known to have been announced.</returns>
    public async Task<IReadOnlyList<UnannouncedStatus>> GetUnannouncedAsync(int most, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await Unannounced(database).OrderBy(row => row.Position).Take(most)
            .Select(row => new UnannouncedStatus(new StatusKey(row.VideoId, row.Kind, row.Language), row.AnnouncedRevision))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Those of the named statuses whose announcement is behind, as they stand, in the order of positions.</summary>
    public async Task<IReadOnlyList<StatusChange>> ReadUnannouncedAsync(IReadOnlyCollection<StatusKey> keys, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var named = keys.ToHashSet();
        var statuses = new List<StatusChange>();
        foreach (var ids in keys.Select(key => key.VideoId).Distinct().Chunk(IdsPerQuery))
            statuses.AddRange(await ReadAsync(database, Unannounced(database).Where(row => ids.Contains(row.VideoId)), cancellationToken));
        return InOrder(statuses.Where(status => named.Contains(status.Key)));
    }

    /// <summary>The last revision that was handed out. It also tells whether the database answers.</summary>
    public async Task<long> GetRevisionAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.ReadRevisionAsync(cancellationToken);
    }

    /// <summary>The position up to which every change has been committed and is seen.</summary>
    public async Task<long> GetCursorAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return (await database.ReadHorizonAsync(cancellationToken)).Settled;
    }

    /// <summary>The position up to which every change has been committed and, unless a later one took its place, has been announced.</summary>
    public async Task<long> GetAnnouncedCursorAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var horizon = await database.ReadHorizonAsync(cancellationToken);
        var owed = await Unannounced(database).MinAsync(row => (long?)row.Position, cancellationToken);
        return Math.Min(horizon.Settled, (owed - 1) ?? long.MaxValue);
    }

    /// <summary>The <see cref="EpochRow.Value"/> that cursors of this database carry.</summary>
    public async Task<string> GetEpochAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Epochs.Select(row => row.Value).SingleAsync(cancellationToken);
    }

    private async Task<List<StatusChange>> ReadAsync(LiveDbContext database, IQueryable<StatusRow> rows, CancellationToken cancellationToken)
    {
        // A result over the inline limit is left in the database and announced by its size.
        var limit = options.Value.InlineLimitBytes;
        var read = await (
            from row in rows.AsNoTracking()
            join result in database.Results
                on new { row.VideoId, row.Kind, row.Language } equals new { result.VideoId, result.Kind, result.Language } into results
            from result in results.DefaultIfEmpty()
            select new { Row = row, Bytes = (long?)result.Bytes, Text = result.Bytes <= limit ? result.Text : null }).ToListAsync(cancellationToken);
        return [.. read.Select(item => new StatusChange(item.Row.Key, item.Row.ToMessage() with
        {
            Data = item.Row.State != StatusState.Completed || item.Row.Deletion is not null || item.Bytes is not { } bytes ? null
                : item.Text is { } text ? StatusData.Inline(item.Row.Kind, text)
                : StatusData.Reference(item.Row.Key, bytes),
        })
        {
            Position = item.Row.Position,
        })];
    }

    private static IQueryable<StatusRow> Unannounced(LiveDbContext database) => database.Statuses.Where(row => row.AnnouncedRevision < row.Revision);

    private static List<StatusChange> InOrder(IEnumerable<StatusChange> statuses) =>
        [.. statuses.OrderBy(status => status.Position).ThenBy(status => status.Order)];

    /// <summary>A video as it is shown, of its row with all its statuses.</summary>
    internal static VideoView View(VideoRow row)
    {
        var statuses = row.Statuses.Where(status => status.Deletion is null || row.DeletedAt is not null);
        return new VideoView(row.Id, row.Title, row.Source, row.Language, row.CreatedAt, [.. statuses.Select(status => new StatusChange(status.Key, status.ToMessage()))])
        {
            DeletedAt = row.DeletedAt,
            RestorableUntil = row.RestorableUntil,
        };
    }
}
