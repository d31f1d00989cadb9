using Pipeline.Status;

namespace BlazorApp.Status;

/// <summary>One event as it was taken; what it carried is not kept.</summary>
/// <param name="Number">Its number since the process started, from 1.</param>
/// <param name="At">When it was taken.</param>
/// <param name="Kind">Whose channel it was heard on, or whose status was read.</param>
/// <param name="Outcome">How it was taken.</param>
public readonly record struct RecentEvent(long Number, DateTimeOffset At, StatusKind Kind, EventOutcome Outcome)
{
    /// <summary>The video; null when it could not be read.</summary>
    public string? VideoId { get; init; }

    /// <summary>The language; null when it could not be read.</summary>
    public string? Language { get; init; }

    /// <summary>The state; null when it could not be read.</summary>
    public StatusState? State { get; init; }

    /// <summary>The revision; null in a short form.</summary>
    public long? Revision { get; init; }

    /// <summary>How far it is, 0 to 1; null when it says nothing of that.</summary>
    public double? Progress { get; init; }

    /// <summary>Its length in bytes, of what was rejected.</summary>
    public int? Bytes { get; init; }

    /// <summary>Why it was rejected, in English and without its content.</summary>
    public string? Problem { get; init; }

    /// <summary>How many bytes of text are kept for its video and its language elsewhere, until somebody looks; 0 where they are here.</summary>
    internal (int VideoId, int Language) Scanned { get; init; }

    /// <summary>Another program published it, without a revision.</summary>
    public bool IsShortForm => VideoId is not null && Revision is null;
}
