using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Pipeline.Status;

namespace Pipeline.Storage;

/// <summary>Reads what statuses have produced: texts and segments. Nothing here changes anything.</summary>
public sealed class ResultStore(IDbContextFactory<LiveDbContext> databases)
{
    /// <summary>A status and what there is to read of it, read in one transaction; null when there is no such status, or it was deleted.</summary>
    /// <param name="key">Whose status.</param>
    /// <param name="cancellationToken">Abandons the read.</param>
    /// <param name="stretch">
    /// Which segments; where there are any, the text, which is the same once more, is left out. Null for all of them and the text.
    /// </param>
    public async Task<ResultView?> GetAsync(StatusKey key, CancellationToken cancellationToken, SegmentStretch? stretch = null)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await database.BeginReadAsync(cancellationToken);
        var row = await database.Statuses.AsNoTracking().SingleOrDefaultAsync(
            status => status.VideoId == key.VideoId && status.Kind == key.Kind && status.Language == key.Language && status.Deletion == null, cancellationToken);
        if (row is null)
            return null;

        var text = stretch is not null && row.Segments > 0 ? null : await database.Results
            .Where(result => result.VideoId == key.VideoId && result.Kind == key.Kind && result.Language == key.Language)
            .Select(result => result.Text).SingleOrDefaultAsync(cancellationToken);
        return new ResultView(new StatusChange(key, row.ToMessage()), text, await ReadAsync(database, row, stretch, cancellationToken));
    }

    /// <summary>The index of the last segment that begins by that moment, in seconds; null when there is none.</summary>
    public async Task<int?> FindSegmentAsync(StatusKey key, double at, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await FindSegmentAsync(database, key, at, cancellationToken);
    }

    /// <summary>The stored segments of a transcript from that index on, so many at most.</summary>
    public async Task<IReadOnlyList<Segment>> GetSegmentsAsync(StatusKey key, int from, int most, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await InOrder(Of(database, key).Where(row => row.Index >= from)).Take(most).ToListAsync(cancellationToken);
    }

    /// <summary>The last stored segment of each transcript of these videos that has any.</summary>
    public async Task<IReadOnlyDictionary<StatusKey, Segment>> GetLastSegmentsAsync(IReadOnlyCollection<string> videoIds, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var last =
            from status in database.Statuses
            where videoIds.Contains(status.VideoId) && status.Kind == StatusKind.Transcript && status.Segments > 0 && status.Deletion == null
            join segment in database.Segments
                on new { status.VideoId, status.Language, Index = status.Segments - 1 } equals new { segment.VideoId, segment.Language, segment.Index }
            select segment;
        return await last.AsNoTracking().ToDictionaryAsync(
            row => new StatusKey(row.VideoId, StatusKind.Transcript, row.Language), row => row.ToSegment(), cancellationToken);
    }

    /// <summary>The stored segments of a transcript that begin between two moments, in seconds, the second one left out; so many at most.</summary>
    public async Task<IReadOnlyList<Segment>> GetSegmentsBetweenAsync(StatusKey key, double start, double end, int most, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await InOrder(Of(database, key).Where(row => row.Start >= start && row.Start < end)).Take(most).ToListAsync(cancellationToken);
    }

    /// <summary>The stored segments of a transcript from that index on, one after the other, however many.</summary>
    public async IAsyncEnumerable<Segment> StreamSegmentsAsync(StatusKey key, int from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await foreach (var segment in InOrder(Of(database, key).Where(row => row.Index >= from)).AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return segment;
    }

    private static async Task<IReadOnlyList<Segment>> ReadAsync(
        LiveDbContext database, StatusRow row, SegmentStretch? stretch, CancellationToken cancellationToken)
    {
        if (row.Segments == 0)
            return [];
        if (stretch is null)
            return await InOrder(Of(database, row.Key)).ToListAsync(cancellationToken);

        var place = stretch switch
        {
            { At: { } at } => await FindSegmentAsync(database, row.Key, at, cancellationToken) ?? 0,
            { From: { } from } => from,
            _ => row.State.IsOpen ? row.Segments : 0,
        };
        var begin = stretch.Begin(place, row.Segments);
        return await InOrder(Of(database, row.Key).Where(segment => segment.Index >= begin)).Take(stretch.Most).ToListAsync(cancellationToken);
    }

    private static Task<int?> FindSegmentAsync(LiveDbContext database, StatusKey key, double at, CancellationToken cancellationToken) =>
        Of(database, key).Where(row => row.Start <= at).MaxAsync(row => (int?)row.Index, cancellationToken);

    private static IQueryable<SegmentRow> Of(LiveDbContext database, StatusKey key) =>
        database.Segments.Where(row => row.VideoId == key.VideoId && row.Language == key.Language);

    private static IQueryable<Segment> InOrder(IQueryable<SegmentRow> rows) =>
        rows.OrderBy(row => row.Index).Select(row => new Segment(row.Index, row.Start, row.End, row.Text));
}
