namespace Pipeline.Search;

/// <summary>How well a text matches, as the database reckons.</summary>
/// <param name="Id">The number of the text.</param>
/// <param name="Score">The figure; what is better depends on the database.</param>
internal sealed record SearchScore(long Id, double Score);
