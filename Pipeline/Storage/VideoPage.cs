namespace Pipeline.Storage;

/// <summary>One page of the list of videos.</summary>
/// <param name="Videos">The videos of this page, in the order asked for.</param>
/// <param name="Next">What to ask for the page after it with; null on the last page.</param>
/// <param name="Previous">What to ask for the page before it with; null on the first page.</param>
public sealed record VideoPage(IReadOnlyList<VideoView> Videos, string? Next, string? Previous = null);
