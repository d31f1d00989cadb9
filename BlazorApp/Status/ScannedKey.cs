using Pipeline.Status;

namespace BlazorApp.Status;

/// <summary>What a status is the status of, as a message says it, without a string having been made.</summary>
internal readonly ref struct ScannedKey(ReadOnlySpan<char> videoId, StatusKind kind, ReadOnlySpan<char> language)
{
    /// <summary>A well-formed <see cref="Pipeline.Status.VideoId"/>.</summary>
    public ReadOnlySpan<char> VideoId { get; } = videoId;

    /// <summary>The operation.</summary>
    public StatusKind Kind { get; } = kind;

    /// <summary>A well-formed <see cref="Pipeline.Status.Language"/> tag.</summary>
    public ReadOnlySpan<char> Language { get; } = language;
}
