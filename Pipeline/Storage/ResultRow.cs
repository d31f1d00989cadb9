using Pipeline.Status;

namespace Pipeline.Storage;

/// <summary>The text that a completed operation produced.</summary>
public sealed class ResultRow
{
    /// <summary>The video.</summary>
    public required string VideoId { get; init; }

    /// <summary>The operation.</summary>
    public required StatusKind Kind { get; init; }

    /// <summary>The language.</summary>
    public required string Language { get; init; }

    /// <summary>The result.</summary>
    public required string Text { get; set; }

    /// <summary>Its size in bytes of UTF-8, so that a large one can be announced without being read.</summary>
    public required long Bytes { get; set; }
}
