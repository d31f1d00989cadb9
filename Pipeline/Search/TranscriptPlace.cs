using Microsoft.EntityFrameworkCore;
using Pipeline.Status;
using Pipeline.Storage;

namespace Pipeline.Search;

/// <summary>The place in a transcript that matches best, with the moment at which it is said.</summary>
/// <param name="Excerpt">The place, with what stands around it; the beginning where nothing that was said matches.</param>
/// <param name="Moment">The moment; null where nothing that was said matches.</param>
internal sealed record TranscriptPlace(MarkedText? Excerpt, SearchMoment? Moment)
{
    // Some ten hours; what is said later is found, but not pointed at.
    private const int MostSegments = 10_000;

    /// <summary>
    /// Looks for the place among the segments, each of which is a row of its own: to read all of them takes several times as long as to read
    /// the text. Where each line of the text holds one segment, only those around the text's own place are read.
    /// </summary>
    /// <returns>The place; null where there is no segment.</returns>
    public static async Task<TranscriptPlace?> FindAsync(
        LiveDbContext database, SearchQuery query, StatusKey key, TextPlace text, CancellationToken cancellationToken)
    {
        var segments = database.Segments.Where(row => row.VideoId == key.VideoId && row.Language == key.Language);
        var around = segments.Where(row => row.Index >= text.First && row.Index <= text.Last);
        return await LookAsync(around, query, text, cancellationToken) ?? await LookAsync(segments, query, text: null, cancellationToken);
    }

    private static async Task<TranscriptPlace?> LookAsync(
        IQueryable<SegmentRow> segments, SearchQuery query, TextPlace? text, CancellationToken cancellationToken)
    {
        var (finder, moments, isOfLine) = (new ExcerptFinder(query), new List<(int Place, SearchMoment Moment)>(), false);
        var rows = segments.OrderBy(row => row.Index).Take(MostSegments).Select(row => new { row.Index, row.Start, row.Text });
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            finder.Add(row.Text);
            moments.Add((finder.Given - row.Text.Length, new SearchMoment(row.Index, row.Start)));
            isOfLine |= row.Index == text?.Line && text.LineText.EndsWith(row.Text.TrimEnd(), StringComparison.Ordinal);
            if (finder.IsDone)
                break;
        }

        // Numbers that a line begins with are found in the text as well, and nobody said them.
        var isAll = text is null || (isOfLine && finder.Terms >= text.Terms);
        if (!isAll || moments.Count == 0)
            return null;
        return new TranscriptPlace(finder.Take(), finder.Place is { } place ? moments.FindLast(moment => moment.Place <= place).Moment : null);
    }
}
