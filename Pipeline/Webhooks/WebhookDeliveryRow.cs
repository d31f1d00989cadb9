using Pipeline.Status;

namespace Pipeline.Webhooks;

/// <summary>One thing to tell one webhook, and what became of it.</summary>
public sealed class WebhookDeliveryRow
{
    /// <summary><c>msg_</c> and 24 hexadecimal digits; the same in every attempt, so that a receiver knows what it has seen.</summary>
    public required string Id { get; init; }

    /// <summary>Whom to tell.</summary>
    public required string WebhookId { get; init; }

    /// <summary>The video; null for a test.</summary>
    public string? VideoId { get; init; }

    /// <summary>The operation; null for a test.</summary>
    public StatusKind? Kind { get; init; }

    /// <summary>The language; null for a test.</summary>
    public string? Language { get; init; }

    /// <summary>The state that it tells of; null for a test.</summary>
    public StatusState? Told { get; init; }

    /// <summary>The revision that it tells of; 0 for a test.</summary>
    public required long Revision { get; init; }

    /// <summary>The JSON as it is sent.</summary>
    public required string Body { get; init; }

    /// <summary>How far it is.</summary>
    public required DeliveryState State { get; set; }

    /// <summary>How often it was tried; begins anew when it is sent again by hand.</summary>
    public int Attempts { get; set; }

    /// <summary>When it was written down.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it is tried next, while it is pending.</summary>
    public required DateTimeOffset NextAt { get; set; }

    /// <summary>Until when whoever sends it has it alone.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>Who sends it: drawn anew for each attempt.</summary>
    public string? LeaseOwner { get; set; }

    /// <summary>When the last attempt ended.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>The HTTP status of the last answer.</summary>
    public int? AnswerStatus { get; set; }

    /// <summary>What went wrong with the last attempt.</summary>
    public DeliveryProblem? Problem { get; set; }

    /// <summary>What the problem is about: an address.</summary>
    public string? ProblemDetail { get; set; }

    /// <summary>How long the last attempt took, in milliseconds.</summary>
    public long? DurationMilliseconds { get; set; }

    /// <summary>How the body of the last answer begins, <see cref="Sending.WebhookClient.KeptCharacters"/> at most.</summary>
    public string? AnswerBody { get; set; }

    /// <summary>It was sent to see whether it arrives, and tells of no change.</summary>
    public bool IsTest => Kind is null;
}
