using Microsoft.EntityFrameworkCore;
using Pipeline.Storage;

namespace Pipeline.Search;

/// <summary>
/// The index as an FTS5 table without content (https://sqlite.org/fts5.html, 4.4.3). Its tokenizer is <c>ascii</c>, which takes every
/// character beyond ASCII for part of a word: the words arrive folded and apart, so that nothing is left for it to decide.
/// </summary>
internal sealed class SqliteSearchIndex : SearchIndex
{
    /// <inheritdoc/>
    public override Task WriteAsync(LiveDbContext database, long id, SearchDocument document, CancellationToken cancellationToken)
    {
        var (title, text, marks) = (string.Join(' ', document.Title), string.Join(' ', document.Text), string.Join(' ', document.TitleMarks.Concat(document.Marks)));
        return database.Database.ExecuteSqlAsync(
            $"INSERT OR REPLACE INTO search_index (rowid, title, text, marks) VALUES ({id}, {title}, {text}, {marks})", cancellationToken);
    }

    /// <inheritdoc/>
    public override Task RemoveAsync(LiveDbContext database, long id, CancellationToken cancellationToken) =>
        database.Database.ExecuteSqlAsync($"DELETE FROM search_index WHERE rowid = {id}", cancellationToken);

    // bm25() reads every occurrence of every word it weighs in the whole index. So a word that stands in too many texts must be there
    // but is not weighed: it says little about which of them was meant. Where all words are such, the newest are the best.
    /// <inheritdoc/>
    public override async Task<SearchRanking> FindAsync(
        LiveDbContext database, SearchQuery query, IReadOnlyList<string> marks, int most, CancellationToken cancellationToken)
    {
        var telling = new List<SearchTerm>();
        foreach (var term in query.Terms)
        {
            if (await IsTellingAsync(database, term, cancellationToken))
                telling.Add(term);
        }

        var all = Match([.. query.Terms, .. Terms(marks)]);
        return telling.Count > 0
            ? await RankAsync(database, Match(telling), all, cancellationToken)
            : await TakeNewestAsync(database, Match([.. InTitles(query), .. Terms(marks)]), all, most, cancellationToken);
    }

    // A phrase tells as much as the rarest of its words. Its own texts are not counted: where all its words are common and few texts have
    // them in that order, that alone would be to compare every text.
    private static async Task<bool> IsTellingAsync(LiveDbContext database, SearchTerm term, CancellationToken cancellationToken)
    {
        foreach (var (place, word) in term.Words.Index())
        {
            var alone = Match([new SearchTerm([word], term.IsBeginning && place == term.Words.Count - 1)]);
            var count = await database.Database
                .SqlQuery<int>($"SELECT count(*) AS \"Value\" FROM (SELECT 1 FROM search_index WHERE search_index MATCH {alone} LIMIT {SearchStore.MostRanked + 1})")
                .ToListAsync(cancellationToken);
            if (count.Single() <= SearchStore.MostRanked)
                return true;
        }

        return false;
    }

    private static async Task<SearchRanking> RankAsync(LiveDbContext database, string telling, string all, CancellationToken cancellationToken)
    {
        // A word of the title counts as much as ten of the text; bm25() is the lower the better.
        var scores = await database.Database
            .SqlQuery<SearchScore>($"""SELECT rowid AS "Id", bm25(search_index, 10.0, 1.0, 0.0) AS "Score" FROM search_index WHERE search_index MATCH {telling}""")
            .ToListAsync(cancellationToken);
        var matching = telling == all ? null : (await NewestAsync(database, all, int.MaxValue, cancellationToken)).ToHashSet();
        return new SearchRanking(
            [.. scores.Where(score => matching?.Contains(score.Id) ?? true).OrderBy(score => score.Score).ThenByDescending(score => score.Id).Select(score => score.Id)],
            Complete: true);
    }

    // Each text in which a rare word stands is one more place of the common one's list to read, wherever that is on the disk.
    private static async Task<SearchRanking> TakeNewestAsync(LiveDbContext database, string titles, string all, int most, CancellationToken cancellationToken)
    {
        var titled = await NewestAsync(database, titles, Math.Min(most, SearchStore.MostRanked), cancellationToken);
        var newest = await NewestAsync(database, all, most, cancellationToken);
        return new SearchRanking([.. titled.Concat(newest).Distinct().Take(SearchStore.MostRanked)], Complete: newest.Count < most);
    }

    // In the order of the index itself, so that it reads no further than it has to.
    private static Task<List<long>> NewestAsync(LiveDbContext database, string match, int most, CancellationToken cancellationToken) => database.Database
        .SqlQuery<long>($"SELECT rowid AS \"Value\" FROM search_index WHERE search_index MATCH {match} ORDER BY rowid DESC LIMIT {most}")
        .ToListAsync(cancellationToken);

    // Words hold letters and digits only, so nothing in them ends the quotation.
    private static string Match(IEnumerable<SearchTerm> terms) =>
        string.Join(" AND ", terms.Select(term => $"\"{string.Join(' ', term.Words)}\"{(term.IsBeginning ? " *" : "")}"));
}
