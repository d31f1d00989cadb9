namespace Pipeline.Search;

/// <summary>What matches a query, the best first.</summary>
/// <param name="Ids">The numbers of the texts; see <see cref="SearchRow.Id"/>.</param>
/// <param name="Complete">Whether these are all.</param>
internal sealed record SearchRanking(IReadOnlyList<long> Ids, bool Complete);
