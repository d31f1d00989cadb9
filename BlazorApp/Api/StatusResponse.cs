using Pipeline.Status;

namespace BlazorApp.Api;

/// <summary>Where one operation on a video stands.</summary>
public sealed record StatusResponse
{
    /// <summary>The operation: <c>transcript</c> or <c>summary</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The language, as a BCP 47 tag.</summary>
    public required string Language { get; init; }

    /// <summary>Its state.</summary>
    public required StatusState Status { get; init; }

    /// <summary>How far it is, 0 to 1.</summary>
    public required double Progress { get; init; }

    /// <summary>What the worker is doing, as a word; null while it does nothing.</summary>
    public required string? Stage { get; init; }

    /// <summary>Which attempt this is, from 1; 0 while it has never been claimed.</summary>
    public required int Attempt { get; init; }

    /// <summary>How many segments are stored; null for a kind that has none.</summary>
    public required int? Segments { get; init; }

    /// <summary>The worker that has it, or had it last.</summary>
    public required string? Worker { get; init; }

    /// <summary>A person asked for it to stop, and the worker has not yet said that it did.</summary>
    public required bool Cancelling { get; init; }

    /// <summary>Why it failed; null in any other state.</summary>
    public required StatusError? Error { get; init; }

    /// <summary>The number of the last change; per status it only grows.</summary>
    public required long Revision { get; init; }

    /// <summary>When it came to be so, in UTC: of what has ended, when it ended.</summary>
    public required DateTime Timestamp { get; init; }

    /// <summary>The response for a status that was read from the store.</summary>
    public static StatusResponse Of(StatusChange change) => new()
    {
        Kind = change.Key.Kind.Name,
        Language = change.Key.Language,
        Status = change.Message.Status,
        Progress = change.Message.Progress ?? 0,
        Stage = change.Message.Stage,
        Attempt = change.Message.Attempt ?? 0,
        Segments = change.Message.Segments,
        Worker = change.Message.Worker,
        Cancelling = change.Message.Cancelling ?? false,
        Error = change.Message.Error,
        Revision = change.Order,
        Timestamp = DateTimeOffset.FromUnixTimeMilliseconds(change.Message.Timestamp).UtcDateTime,
    };
}
