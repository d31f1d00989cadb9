using Pipeline.Status;

namespace Pipeline.Search;

/// <summary>One text that was found.</summary>
public sealed record SearchHit
{
    /// <summary>The video.</summary>
    public required string VideoId { get; init; }

    /// <summary>What the video is called.</summary>
    public required MarkedText Title { get; init; }

    /// <summary>Which of its texts was found; null while it has none yet and its title was found.</summary>
    public required StatusKind? Kind { get; init; }

    /// <summary>The language of the text, or of the video where only its title was found.</summary>
    public required string Language { get; init; }

    /// <summary>The place in the text that matches best, with what stands around it; its beginning where only the title matches; null where there is no text.</summary>
    public required MarkedText? Excerpt { get; init; }

    /// <summary>When that is said; null for what has no times.</summary>
    public required SearchMoment? Moment { get; init; }
}
