using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Pipeline.Status;
using Pipeline.Storage;

namespace Pipeline.Search;

/// <summary>Finds words in the titles and the texts of all videos. What a transaction stores is found as soon as it has committed.</summary>
public sealed class SearchStore(IDbContextFactory<LiveDbContext> databases)
{
    /// <summary>
    /// How many texts are weighed at most, whatever the query. Of a library in which more than these match, the newest are found, and
    /// those whose title matches; one more word finds the others.
    /// </summary>
    public const int MostRanked = 1000;

    // Some ten hours; what is said later is found, but not pointed at.
    private const int MostSegments = 10_000;

    /// <summary>A page of what matches, the best first: titles count more than texts, and of what is alike the newest comes first.</summary>
    /// <exception cref="FormatException"><see cref="SearchRequest.After"/> was not handed out by this method.</exception>
    public async Task<SearchPage> SearchAsync(SearchRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var position = ParsePosition(request.After);
        if (request.Query.Terms.Count == 0)
            return new SearchPage([], Next: null, Complete: true);

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await database.BeginReadAsync(cancellationToken);
        var ranking = await database.SearchIndex.FindAsync(database, request.Query, SearchMarks.Of(request), cancellationToken);
        var first = position is { } after ? FirstAfter(ranking.Ids, after) : 0;
        var ids = ranking.Ids.Skip(first).Take(request.Size).ToList();
        var next = first + ids.Count < ranking.Ids.Count && ids.Count > 0 ? Position(first + ids.Count, ids[^1]) : null;
        return new SearchPage(await ReadAsync(database, request.Query, ids, cancellationToken), next, ranking.Complete);
    }

    private static async Task<IReadOnlyList<SearchHit>> ReadAsync(
        LiveDbContext database, SearchQuery query, List<long> ids, CancellationToken cancellationToken)
    {
        var rows = await (
            from row in database.Set<SearchRow>().AsNoTracking()
            where ids.Contains(row.Id)
            join video in database.Videos on row.VideoId equals video.Id
            select new { Row = row, video.Title }).ToListAsync(cancellationToken);
        var hits = new List<SearchHit>(rows.Count);
        foreach (var item in rows.OrderBy(item => ids.IndexOf(item.Row.Id)))
        {
            var (excerpt, moment) = item.Row.Kind is { } kind
                ? await ReadAsync(database, query, new StatusKey(item.Row.VideoId, kind, item.Row.Language), cancellationToken)
                : (null, null);
            hits.Add(new SearchHit
            {
                VideoId = item.Row.VideoId,
                Title = new MarkedText(item.Title, query.FindIn(item.Title)),
                Kind = item.Row.Kind,
                Language = item.Row.Language,
                Excerpt = excerpt,
                Moment = moment,
            });
        }

        return hits;
    }

    private static async Task<(MarkedText? Excerpt, SearchMoment? Moment)> ReadAsync(
        LiveDbContext database, SearchQuery query, StatusKey key, CancellationToken cancellationToken)
    {
        var finder = new ExcerptFinder(query);
        if (key.Kind == StatusKind.Transcript && await ReadSegmentsAsync(database, key, finder, cancellationToken) is { Count: > 0 } moments)
        {
            var moment = finder.Place is { } place ? moments.FindLast(moment => moment.Place <= place) : default;
            return (finder.Take(), finder.Place is null ? null : new SearchMoment(moment.Segment, moment.Start));
        }

        var text = await database.Results.Where(row => row.VideoId == key.VideoId && row.Kind == key.Kind && row.Language == key.Language)
            .Select(row => row.Text).SingleAsync(cancellationToken);
        foreach (var line in text.Split('\n'))
        {
            finder.Add(line);
            if (finder.IsDone)
                break;
        }

        return (finder.Take(), null);
    }

    private static async Task<List<(int Place, int Segment, double Start)>> ReadSegmentsAsync(
        LiveDbContext database, StatusKey key, ExcerptFinder finder, CancellationToken cancellationToken)
    {
        var moments = new List<(int, int, double)>();
        var segments = database.Segments.Where(row => row.VideoId == key.VideoId && row.Language == key.Language)
            .OrderBy(row => row.Index).Take(MostSegments).Select(row => new { row.Index, row.Start, row.Text });
        await foreach (var segment in segments.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            finder.Add(segment.Text);
            moments.Add((finder.Given - segment.Text.Length, segment.Index, segment.Start));
            if (finder.IsDone)
                break;
        }

        return moments;
    }

    // What completes between two pages moves the rest down; the last one that was shown tells how far.
    private static int FirstAfter(IReadOnlyList<long> ids, (int Count, long Id) shown)
    {
        for (var place = 0; place < ids.Count; place++)
        {
            if (ids[place] == shown.Id)
                return place + 1;
        }

        return shown.Count;
    }

    private static string Position(int count, long id) => string.Create(CultureInfo.InvariantCulture, $"{count}_{id}");

    private static (int Count, long Id)? ParsePosition(string? text)
    {
        if (text is null)
            return null;
        return text.Split('_') is [var count, var id]
            && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? (place, last)
            : throw new FormatException("'after' is not a position in what was found. Use the 'next' of the page before.");
    }
}
