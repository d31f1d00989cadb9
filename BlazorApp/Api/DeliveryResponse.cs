using Pipeline.Status;
using Pipeline.Webhooks;

namespace BlazorApp.Api;

/// <summary>A notice and what was answered to it.</summary>
public sealed record DeliveryResponse
{
    /// <summary>Its id, which is also the <c>webhook-id</c> that it is sent with.</summary>
    public required string Id { get; init; }

    /// <summary>It is a test and tells of no change.</summary>
    public required bool Test { get; init; }

    /// <summary>The video; null for a test.</summary>
    public required string? VideoId { get; init; }

    /// <summary>The operation: <c>transcript</c> or <c>summary</c>; null for a test.</summary>
    public required string? Kind { get; init; }

    /// <summary>The language; null for a test.</summary>
    public required string? Language { get; init; }

    /// <summary>The state that it tells of; null for a test.</summary>
    public required StatusState? Status { get; init; }

    /// <summary>The revision that it tells of; 0 for a test.</summary>
    public required long Revision { get; init; }

    /// <summary>How far it is: <c>pending</c>, <c>delivered</c>, <c>givenUp</c>, or <c>superseded</c> by a newer state.</summary>
    public required string State { get; init; }

    /// <summary>How often it was tried.</summary>
    public required int Attempts { get; init; }

    /// <summary>When it was written down, in UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When it is tried next; null when it is not.</summary>
    public required DateTime? NextAt { get; init; }

    /// <summary>When the last attempt ended; null while there was none.</summary>
    public required DateTime? AnsweredAt { get; init; }

    /// <summary>The HTTP status of the last answer; null where there was none.</summary>
    public required int? AnswerStatus { get; init; }

    /// <summary>How the body of the last answer begins.</summary>
    public required string? AnswerBody { get; init; }

    /// <summary>
    /// What went wrong beside the status: <c>timedOut</c>, <c>addressRefused</c>, <c>redirected</c>, <c>nameUnknown</c>, <c>unreachable</c>, <c>insecure</c>, <c>noHttp</c>.
    /// </summary>
    public required string? Problem { get; init; }

    /// <summary>The address that the problem is about.</summary>
    public required string? ProblemDetail { get; init; }

    /// <summary>How long the last attempt took, in milliseconds.</summary>
    public required long? DurationMs { get; init; }

    /// <summary>The response for a delivery that was read from the store.</summary>
    public static DeliveryResponse Of(WebhookDeliveryRow row) => new()
    {
        Id = row.Id,
        Test = row.IsTest,
        VideoId = row.VideoId,
        Kind = row.Kind?.Name,
        Language = row.Language,
        Status = row.Told,
        Revision = row.Revision,
        State = ApiNames.Of<DeliveryState>(row.State)!,
        Attempts = row.Attempts,
        CreatedAt = row.CreatedAt.UtcDateTime,
        NextAt = row.State == DeliveryState.Pending ? row.NextAt.UtcDateTime : null,
        AnsweredAt = row.AnsweredAt?.UtcDateTime,
        AnswerStatus = row.AnswerStatus,
        AnswerBody = row.AnswerBody,
        Problem = ApiNames.Of(row.Problem),
        ProblemDetail = row.ProblemDetail,
        DurationMs = row.DurationMilliseconds,
    };
}
