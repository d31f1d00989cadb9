using Pipeline.Status;

namespace Pipeline.Storage;

/// <summary>
/// One status, and the job behind it: the row itself is claimed with a lease, so there is no second queue that could fall
/// out of step with what people see.
/// </summary>
public sealed class StatusRow
{
    /// <summary>The video.</summary>
    public required string VideoId { get; init; }

    /// <summary>The operation.</summary>
    public required StatusKind Kind { get; init; }

    /// <summary>The language.</summary>
    public required string Language { get; init; }

    /// <summary>When its video became known (<see cref="VideoRow.CreatedAt"/>), so that an index has the videos of a state or language in the order of the list.</summary>
    public DateTimeOffset ListedAt { get; set; }

    /// <summary>Where it stands.</summary>
    public StatusState State { get; set; }

    /// <summary>The number of the last change. It only grows, and is also the row's concurrency token.</summary>
    public long Revision { get; set; }

    /// <summary>
    /// Where the last change stands in the order of commits, as far as the database keeps one: everything at or below a
    /// <see cref="CommitHorizon.Settled"/> position has been committed. Revisions may be committed in another order than they
    /// are handed out.
    /// </summary>
    public long Position { get; set; }

    /// <summary>The last revision that is known to have been announced; behind <see cref="Revision"/> when the news is still owed.</summary>
    public long AnnouncedRevision { get; set; }

    /// <summary>How often it has been claimed. A claim raises it, so a worker whose lease was lost is recognised by it.</summary>
    public int Attempt { get; set; }

    /// <summary>The attempt after which a lost worker means failure; a retry raises it.</summary>
    public int AttemptLimit { get; set; }

    /// <summary>How far it is, 0 to 1.</summary>
    public double Progress { get; set; }

    /// <summary>What the worker is doing, as a word.</summary>
    public string? Stage { get; set; }

    /// <summary>How many segments are stored.</summary>
    public int Segments { get; set; }

    /// <summary>The worker that holds the lease, or held it last.</summary>
    public string? Worker { get; set; }

    /// <summary>
    /// How often its lease was renewed; null when nobody works on it. Whoever watches sees by it that the holder lives, and needs
    /// no clock in common with it. What another program runs has one as well.
    /// </summary>
    public int? LeaseRenewals { get; set; }

    /// <summary>A person asked the running job to stop.</summary>
    public bool CancelRequested { get; set; }

    /// <summary>The video was deleted; null while nobody did. The row stays, so that whoever was away can learn of it.</summary>
    public StatusDeletion? Deletion { get; set; }

    /// <summary>Another program runs it and says so by short forms; workers do not claim it.</summary>
    public bool External { get; set; }

    /// <summary>The <c>timestamp</c> of the last short form that was stored, in milliseconds since 1970.</summary>
    public long? ExternalTimestamp { get; set; }

    /// <summary>A hash of the last short form that was stored: every app process hears it, one stores it.</summary>
    public string? ExternalFingerprint { get; set; }

    /// <summary>Why it failed: <see cref="StatusError.Code"/>.</summary>
    public string? ErrorCode { get; set; }

    /// <summary>Why it failed: <see cref="StatusError.Message"/>.</summary>
    public string? ErrorMessage { get; set; }

    /// <summary>Why it failed: <see cref="StatusError.Retryable"/>.</summary>
    public bool ErrorRetryable { get; set; }

    /// <summary>The trace of the request that queued it (W3C Trace Context).</summary>
    public string? Traceparent { get; set; }

    /// <summary>When it was queued, last.</summary>
    public DateTimeOffset QueuedAt { get; set; }

    /// <summary>When the current or last attempt began.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When it reached a final state.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>When it changed last.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Whose status it is.</summary>
    public StatusKey Key => new(VideoId, Kind, Language);

    /// <summary>Why it failed; null in any other state.</summary>
    public StatusError? Error
    {
        get => ErrorCode is null ? null : new StatusError(ErrorCode, ErrorMessage ?? "", ErrorRetryable);
        set => (ErrorCode, ErrorMessage, ErrorRetryable) = (value?.Code, value?.Message, value?.Retryable ?? false);
    }

    // What has ended ended then, also when a deletion has been taken back since.
    private DateTimeOffset ReachedAt => (Deletion is null ? FinishedAt : null) ?? UpdatedAt;

    /// <summary>The announcement of the row as it stands, without its result.</summary>
    public StatusMessage ToMessage() => new()
    {
        VideoId = VideoId,
        Language = Language,
        Status = State,
        Timestamp = ReachedAt.ToUnixTimeMilliseconds(),
        Revision = Revision,
        Attempt = Attempt,
        AttemptLimit = External ? null : AttemptLimit,
        Progress = Progress,
        Stage = Stage,
        Worker = Worker,
        QueuedAt = External ? null : QueuedAt.ToUnixTimeMilliseconds(),
        StartedAt = StartedAt?.ToUnixTimeMilliseconds(),
        Cancelling = CancelRequested && State.IsOpen ? true : null,
        Deleted = Deletion is null ? null : true,
        Segments = Kind == StatusKind.Transcript ? Segments : null,
        Error = Error,
        Traceparent = Traceparent,
    };
}
