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
        // What was shown before may have been moved down by any number of texts; a first page needs one more than it shows.
        var most = position is null ? Math.Min(request.Size, MostRanked) + 1 : MostRanked + 1;
        var ranking = await database.SearchIndex.FindAsync(database, request.Query, SearchMarks.Of(request), most, cancellationToken);
        var first = position is { } after ? FirstAfter(ranking.Ids, after) : 0;
        var ids = ranking.Ids.Skip(first).Take(request.Size).ToList();
        var next = first + ids.Count < ranking.Ids.Count && ids.Count > 0 ? Position(first + ids.Count, ids[^1]) : null;
        return new SearchPage(await ReadAsync(database, request.Query, ids, cancellationToken), next, ranking.Complete);
    }

    private static async Task<IReadOnlyList<SearchHit>> ReadAsync(
        LiveDbContext database, SearchQuery query, List<long> ids, CancellationToken cancellationToken)
    {
        var texts =
            from row in database.Set<SearchRow>().AsNoTracking()
            where ids.Contains(row.Id)
            join video in database.Videos on row.VideoId equals video.Id
            select new
            {
                Row = row,
                video.Title,
                Text = database.Results.Where(result => result.VideoId == row.VideoId && result.Kind == row.Kind && result.Language == row.Language)
                    .Select(result => result.Text).FirstOrDefault(),
            };
        var found = new List<(SearchRow Row, string Title, TextPlace? Place)>(ids.Count);
        await foreach (var item in texts.AsAsyncEnumerable().WithCancellation(cancellationToken))
            found.Add((item.Row, item.Title, item.Text is null ? null : TextPlace.In(item.Text, query)));

        var hits = new List<SearchHit>(found.Count);
        foreach (var (row, title, inText) in found.OrderBy(item => ids.IndexOf(item.Row.Id)))
        {
            var said = inText is not null && row.Kind == StatusKind.Transcript
                ? await TranscriptPlace.FindAsync(database, query, new StatusKey(row.VideoId, row.Kind, row.Language), inText, cancellationToken)
                : null;
            hits.Add(new SearchHit
            {
                VideoId = row.VideoId,
                Title = new MarkedText(title, query.FindIn(title)),
                Kind = row.Kind,
                Language = row.Language,
                Excerpt = said?.Excerpt ?? inText?.Excerpt,
                Moment = said?.Moment,
            });
        }

        return hits;
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
