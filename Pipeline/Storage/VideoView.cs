using Pipeline.Status;

namespace Pipeline.Storage;

/// <summary>A video and its statuses, as read.</summary>
/// <param name="Id">The id.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Source">The submitted link or id; null when another program published about it.</param>
/// <param name="Language">What a request without a language means.</param>
/// <param name="CreatedAt">When it became known.</param>
/// <param name="Statuses">Its statuses, without their results and without any that were deleted before the video was submitted again.</param>
public sealed record VideoView(
    string Id, string Title, string? Source, string Language, DateTimeOffset CreatedAt, IReadOnlyList<StatusChange> Statuses)
{
    /// <summary>When it was deleted; null for one that was not.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Until when the deletion can be taken back at least; null where nobody deleted it, and once nothing is left of it.</summary>
    public DateTimeOffset? RestorableUntil { get; init; }

    /// <summary>The languages it has statuses in, the first submitted first.</summary>
    public IReadOnlyList<string> Languages => Statuses.All(status => status.Key.Language == Language)
        ? Statuses.Count > 0 ? [Language] : []
        : [.. Statuses.Select(status => status.Key.Language).Distinct().OrderBy(language => language != Language).ThenBy(language => language, StringComparer.Ordinal)];
}
