using Pipeline.Status;

namespace Pipeline.Jobs;

/// <summary>What a worker has to say about a running job.</summary>
public sealed record JobProgress
{
    /// <summary>How far it is, 0 to 1.</summary>
    public required double Progress { get; init; }

    /// <summary>What is being done, as a word.</summary>
    public required string Stage { get; init; }

    /// <summary>The segments made since the last report, following the stored ones without a gap.</summary>
    public IReadOnlyList<Segment> Segments { get; init; } = [];

    /// <summary>The video's title, where the worker found it out.</summary>
    public string? Title { get; init; }
}
