namespace Pipeline.Status;

/// <summary>
/// An announcement: what changed, and to which revision. The kind is not in it; the channel says it. Only
/// <see cref="VideoId"/>, <see cref="Status"/> and <see cref="Timestamp"/> are required: a message without a
/// <see cref="Revision"/> is the short form, which any program may publish.
/// </summary>
public sealed record StatusMessage
{
    /// <summary>The video, in the form of <see cref="Status.VideoId"/>.</summary>
    public required string VideoId { get; init; }

    /// <summary>The language; null in a short form that leaves it out.</summary>
    public string? Language { get; init; }

    /// <summary>The state after the change.</summary>
    public required StatusState Status { get; init; }

    /// <summary>When it came to be so, in milliseconds since 1970-01-01 UTC: of what has ended, when it ended.</summary>
    public required long Timestamp { get; init; }

    /// <summary>The number the database gave to the change; null in the short form.</summary>
    public long? Revision { get; init; }

    /// <summary>Which attempt this is, from 1; 0 while it has never been claimed.</summary>
    public int? Attempt { get; init; }

    /// <summary>The attempt after which a lost worker means failure.</summary>
    public int? AttemptLimit { get; init; }

    /// <summary>How far it is, 0 to 1.</summary>
    public double? Progress { get; init; }

    /// <summary>What the worker is doing, as a word: <c>fetching</c>, <c>transcribing</c>, …</summary>
    public string? Stage { get; init; }

    /// <summary>The worker that holds the lease.</summary>
    public string? Worker { get; init; }

    /// <summary>When it was queued last, in milliseconds since 1970-01-01 UTC; null where another program runs it.</summary>
    public long? QueuedAt { get; init; }

    /// <summary>When the current or last attempt began, in milliseconds since 1970-01-01 UTC.</summary>
    public long? StartedAt { get; init; }

    /// <summary>A person asked for it to stop, and the worker has not yet said that it did.</summary>
    public bool? Cancelling { get; init; }

    /// <summary>A person deleted the video, whatever the state is; a message of a higher revision without it takes that back.</summary>
    public bool? Deleted { get; init; }

    /// <summary>How many segments exist.</summary>
    public int? Segments { get; init; }

    /// <summary>The newest segments, a bounded number; a reader that sees a gap before them reads the store.</summary>
    public IReadOnlyList<Segment>? Newest { get; init; }

    /// <summary>The video's title, when this change gave it one.</summary>
    public string? Title { get; init; }

    /// <summary>Why it failed.</summary>
    public StatusError? Error { get; init; }

    /// <summary>The trace this change belongs to (W3C Trace Context).</summary>
    public string? Traceparent { get; init; }

    /// <summary>The result, when completed.</summary>
    public StatusData? Data { get; init; }
}
