using Pipeline.Status;
using Pipeline.Storage;

namespace BlazorApp.Api;

/// <summary>A status and what it has produced so far.</summary>
public sealed record ResultResponse
{
    /// <summary>The video.</summary>
    public required string VideoId { get; init; }

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

    /// <summary>The worker that has it, or had it last.</summary>
    public required string? Worker { get; init; }

    /// <summary>A person asked for it to stop, and the worker has not yet said that it did.</summary>
    public required bool Cancelling { get; init; }

    /// <summary>Why it failed; null in any other state.</summary>
    public required StatusError? Error { get; init; }

    /// <summary>The number of the last change; also the entity tag.</summary>
    public required long Revision { get; init; }

    /// <summary>When it changed last, in UTC.</summary>
    public required DateTime Timestamp { get; init; }

    /// <summary>The result; null until there is one.</summary>
    public required ResultData? Data { get; init; }

    /// <summary>The segments stored so far, in order; empty for a kind that has none.</summary>
    public required IReadOnlyList<Segment> Segments { get; init; }

    /// <summary>The response for a result that was read from the store.</summary>
    public static ResultResponse Of(ResultView result)
    {
        var status = StatusResponse.Of(result.Status);
        return new ResultResponse
        {
            VideoId = result.Status.Key.VideoId,
            Kind = status.Kind,
            Language = status.Language,
            Status = status.Status,
            Progress = status.Progress,
            Stage = status.Stage,
            Attempt = status.Attempt,
            Worker = status.Worker,
            Cancelling = status.Cancelling,
            Error = status.Error,
            Revision = status.Revision,
            Timestamp = status.Timestamp,
            Data = result.Text is { } text ? ResultData.Of(result.Status.Key.Kind, text) : null,
            Segments = result.Segments,
        };
    }
}
