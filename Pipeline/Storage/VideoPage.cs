namespace Pipeline.Storage;

/// <summary>One page of the list of videos, newest first.</summary>
/// <param name="Videos">The videos of this page.</param>
/// <param name="Next">What to ask for the page after it with; null on the last page.</param>
public sealed record VideoPage(IReadOnlyList<VideoView> Videos, string? Next);
