using Pipeline.Search;

namespace BlazorApp.Api;

/// <summary>One page of what was found, the best match first.</summary>
/// <param name="Results">What is on it.</param>
/// <param name="Next">The <c>after</c> of the next page; null on the last one.</param>
/// <param name="Complete">Whether all that matches was considered; false where so many texts match that only the newest and those with matching titles were. Where there is no next page, one more word finds the others.</param>
public sealed record SearchResponse(IReadOnlyList<SearchResultResponse> Results, string? Next, bool Complete)
{
    /// <summary>The response for a page that was read.</summary>
    public static SearchResponse Of(SearchPage page) => new([.. page.Hits.Select(SearchResultResponse.Of)], page.Next, page.Complete);
}
