namespace Pipeline.Search;

/// <summary>A video whose texts are still to be indexed: it was stored before there was an index, or before the rules of the index changed.</summary>
internal sealed class SearchBacklogRow
{
    /// <summary>The video.</summary>
    public required string VideoId { get; init; }
}
