using Pipeline.Status;

namespace Pipeline.Search;

/// <summary>What to search for, and where.</summary>
/// <param name="Query">The words.</param>
/// <param name="Size">How many hits at most.</param>
/// <param name="Kind">Only texts of this kind; null for any.</param>
/// <param name="Language">Only texts in this language, whatever the case of its tag; null for any.</param>
/// <param name="After">The <see cref="SearchPage.Next"/> of the page before; null for the first.</param>
public sealed record SearchRequest(SearchQuery Query, int Size, StatusKind? Kind = null, string? Language = null, string? After = null);
