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

    // A text's words stand outside of its row, and the planner does not count what it costs to fetch them from there. Left to itself it
    // looks for a word of every tenth text in the words of the newest ten thousand: 190 ms of 100,000 short texts, where the index takes 20.
    private const string UseIndex = "SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off";
    private const string UseAnything = "SET LOCAL enable_seqscan TO DEFAULT; SET LOCAL enable_indexscan TO DEFAULT";

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
        LiveDbContext database, SearchQuery query, IReadOnlyList<string> marks, int most, CancellationToken cancellationToken)
    {
        // Whether words follow each other is known only from each text's words, so of common ones it is better to go along the numbers and stop.
        var isFoundByIndexAlone = query.Terms.All(term => term.Words.Count == 1);
        if (isFoundByIndexAlone)
            await database.Database.ExecuteSqlRawAsync(UseIndex, cancellationToken);
        var scores = await ScoreAsync(database, query, marks, cancellationToken);
        if (isFoundByIndexAlone)
            await database.Database.ExecuteSqlRawAsync(UseAnything, cancellationToken);
        return new SearchRanking(
            [.. scores.OrderByDescending(score => score.Score).ThenByDescending(score => score.Id).Select(score => score.Id).Take(SearchStore.MostRanked)],
            Complete: scores.Count <= SearchStore.MostRanked);
    }

    private static Task<List<SearchScore>> ScoreAsync(
        LiveDbContext database, SearchQuery query, IReadOnlyList<string> marks, CancellationToken cancellationToken)
    {
        var words = Match(query.Terms);
        var all = Match([.. query.Terms, .. Terms(marks)]);
        var titles = Match([.. InTitles(query), .. Terms(marks)]);
        return database.Database.SqlQuery<SearchScore>($"""
            SELECT found."Id", ts_rank(ARRAY[0.1, 0.1, 0.1, 1.0]::real[], found."Words", {words}::tsquery, 1)::double precision AS "Score"
            FROM (SELECT DISTINCT ON ("Id") "Id", "Words" FROM (
                (SELECT "Id", "Words" FROM search_documents WHERE "Words" @@ {all}::tsquery ORDER BY "Id" DESC LIMIT {SearchStore.MostRanked + 1})
                UNION ALL
                (SELECT "Id", "Words" FROM search_documents WHERE "Words" @@ {titles}::tsquery ORDER BY "Id" DESC LIMIT {SearchStore.MostRanked})) AS either
                ORDER BY "Id") AS found
            """).ToListAsync(cancellationToken);
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
