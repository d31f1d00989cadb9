namespace Pipeline.Search;

/// <summary>One page of what was found, the best first.</summary>
/// <param name="Hits">What is on it.</param>
/// <param name="Next">What to ask for the page after it with; null on the last one.</param>
/// <param name="Complete">
/// Whether every text that matches was considered. Else those of which the title matches and the newest were: no more of them than the page
/// shows while there is a <paramref name="Next"/>, and <see cref="SearchStore.MostRanked"/> in all.
/// </param>
public sealed record SearchPage(IReadOnlyList<SearchHit> Hits, string? Next, bool Complete);
