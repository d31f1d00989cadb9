using Pipeline.Storage;

namespace Pipeline.Search;

/// <summary>The words of all texts, kept by the database's own engine. What is asked and what is indexed has been folded before.</summary>
internal abstract class SearchIndex
{
    /// <summary>Indexes a text under its number, in place of what was there.</summary>
    public abstract Task WriteAsync(LiveDbContext database, long id, SearchDocument document, CancellationToken cancellationToken);

    /// <summary>Takes a text out.</summary>
    public abstract Task RemoveAsync(LiveDbContext database, long id, CancellationToken cancellationToken);

    /// <summary>Ranks what matches, without ever weighing more than <see cref="SearchStore.MostRanked"/> texts for one of its words.</summary>
    /// <param name="database">The database.</param>
    /// <param name="query">The words; at least one.</param>
    /// <param name="marks">What else has to be there; see <see cref="SearchMarks"/>.</param>
    /// <param name="most">How many are wanted; what is found without being weighed need not be looked for any further.</param>
    /// <param name="cancellationToken">Abandons the search.</param>
    public abstract Task<SearchRanking> FindAsync(
        LiveDbContext database, SearchQuery query, IReadOnlyList<string> marks, int most, CancellationToken cancellationToken);

    /// <summary>The same query of titles only.</summary>
    protected static IEnumerable<SearchTerm> InTitles(SearchQuery query) =>
        query.Terms.Select(term => term with { Words = [.. term.Words.Select(SearchMarks.OfTitle)] });

    /// <summary>Marks as terms.</summary>
    protected static IEnumerable<SearchTerm> Terms(IEnumerable<string> marks) => marks.Select(mark => new SearchTerm([mark], IsBeginning: false));
}
