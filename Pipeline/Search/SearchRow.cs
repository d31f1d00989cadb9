using Pipeline.Status;

namespace Pipeline.Search;

/// <summary>A text that can be found; its words stand in the index of the database, under its number.</summary>
internal sealed class SearchRow
{
    /// <summary>Its number. The later it was first indexed, the higher.</summary>
    public long Id { get; init; }

    /// <summary>The video.</summary>
    public required string VideoId { get; init; }

    /// <summary>The operation that made the text; null for the title of a video that has no text yet.</summary>
    public required StatusKind? Kind { get; init; }

    /// <summary>The language.</summary>
    public required string Language { get; init; }
}
