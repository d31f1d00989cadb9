namespace BlazorApp.Api;

/// <summary>One page of the list of videos.</summary>
/// <param name="Videos">The videos of this page.</param>
/// <param name="Next">The <c>after</c> of the next page; null on the last one.</param>
public sealed record VideoPageResponse(IReadOnlyList<VideoResponse> Videos, string? Next);
