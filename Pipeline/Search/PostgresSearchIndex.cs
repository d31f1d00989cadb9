using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Pipeline.Storage;

namespace Pipeline.Search;

/// <summary>
/// The index as a <c>tsvector</c> beside each number, under a GIN index. It is written out word by word with its positions: the
/// server's own parser would make other words of numbers, addresses and hyphens than the query has.
/// </summary>
internal sealed class PostgresSearchIndex : SearchIndex
{
    // PostgreSQL 15, 12.11 "Limitations".
    private const int LastPosition = 16_383;
    private const int MostPositions = 255;

    /// <inheritdoc/>
    public override Task WriteAsync(LiveDbContext database, long id, SearchDocument document, CancellationToken cancellationToken)
    {
        var vector = Vector(document);
        return database.Database.ExecuteSqlAsync($"UPDATE search_documents SET \"Words\" = {vector}::tsvector WHERE \"Id\" = {id}", cancellationToken);
    }

    /// <inheritdoc/>
    public override Task RemoveAsync(LiveDbContext database, long id, CancellationToken cancellationToken) => Task.CompletedTask; // it goes with its row

    // GIN finds all that matches; what costs is to weigh them, for which each text's words are read.
    /// <inheritdoc/>
    public override async Task<SearchRanking> FindAsync(
        LiveDbContext database, SearchQuery query, IReadOnlyList<string> marks, CancellationToken cancellationToken)
    {
        var words = Match(query.Terms);
        var all = Match([.. query.Terms, .. Terms(marks)]);
        var titles = Match([.. InTitles(query), .. Terms(marks)]);
        var scores = await database.Database.SqlQuery<SearchScore>($"""
            SELECT found."Id", ts_rank(ARRAY[0.1, 0.1, 0.1, 1.0]::real[], found."Words", {words}::tsquery, 1)::double precision AS "Score"
            FROM search_documents AS found
            WHERE found."Id" IN (
                (SELECT "Id" FROM search_documents WHERE "Words" @@ {all}::tsquery ORDER BY "Id" DESC LIMIT {SearchStore.MostRanked + 1})
                UNION
                (SELECT "Id" FROM search_documents WHERE "Words" @@ {titles}::tsquery ORDER BY "Id" DESC LIMIT {SearchStore.MostRanked}))
            """).ToListAsync(cancellationToken);
        return new SearchRanking(
            [.. scores.OrderByDescending(score => score.Score).ThenByDescending(score => score.Id).Select(score => score.Id).Take(SearchStore.MostRanked)],
            Complete: scores.Count <= SearchStore.MostRanked);
    }

    // Words hold letters and digits only, so nothing in them ends the quotation.
    private static string Match(IEnumerable<SearchTerm> terms) =>
        string.Join(" & ", terms.Select(term => $"({string.Join(" <-> ", term.Words.Select(word => $"'{word}'"))}{(term.IsBeginning ? ":*" : "")})"));

    private static string Vector(SearchDocument document)
    {
        var positions = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var position = 0;
        foreach (var word in document.Title)
        {
            Add(word, ++position, "A");
            Add(SearchMarks.OfTitle(word), position, "");
        }

        position++; // or a phrase would reach from the title into the text
        foreach (var word in document.Text)
            Add(word, ++position, "");

        var vector = new StringBuilder();
        foreach (var (word, places) in positions)
            vector.Append(CultureInfo.InvariantCulture, $"'{word}':{string.Join(',', places)} ");
        foreach (var mark in document.Marks)
            vector.Append(CultureInfo.InvariantCulture, $"'{mark}' ");
        return vector.ToString();

        void Add(string word, int at, string weight)
        {
            if (!positions.TryGetValue(word, out var places))
                positions[word] = places = [];
            if (places.Count < MostPositions)
                places.Add($"{Math.Min(at, LastPosition).ToString(CultureInfo.InvariantCulture)}{weight}");
        }
    }
}
