using Pipeline.Status;

namespace Pipeline.Storage;

/// <summary>Which page of which videos is asked for.</summary>
/// <param name="Size">How many videos at most.</param>
/// <param name="State">Only videos of which a status is in that state; null for all.</param>
/// <param name="Language">Only videos with a status in that language; together with a state it is the same status. Null for all.</param>
/// <param name="Sort">The order.</param>
/// <param name="After">The <see cref="VideoPage.Next"/> of the page before; null for the first page.</param>
/// <param name="Before">The <see cref="VideoPage.Previous"/> of the page after; goes before <paramref name="After"/>.</param>
public sealed record VideoQuery(
    int Size, StatusState? State = null, string? Language = null, VideoSort Sort = VideoSort.Newest, string? After = null, string? Before = null)
{
    /// <summary>Whether it is about some videos only.</summary>
    public bool IsFiltered => State is not null || Language is not null;

    /// <summary>Whether it is the first page of its order.</summary>
    public bool IsFirst => After is null && Before is null;

    /// <summary>Whether a video with these statuses is among those asked for.</summary>
    public bool Fits(IEnumerable<StatusChange> statuses) =>
        !IsFiltered || statuses.Any(status => (State is null || status.Message.Status == State) && (Language is null || status.Key.Language == Language));
}
