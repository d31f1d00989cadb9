namespace Pipeline.Search;

/// <summary>One page of what was found, the best first.</summary>
/// <param name="Hits">What is on it.</param>
/// <param name="Next">What to ask for the page after it with; null on the last one.</param>
/// <param name="Complete">
/// Whether every text that matches was considered; else the newest <see cref="SearchStore.MostRanked"/> and those whose title matches.
/// </param>
public sealed record SearchPage(IReadOnlyList<SearchHit> Hits, string? Next, bool Complete);
