namespace Pipeline.Webhooks.Sending;

/// <summary>What came back, or why nothing did.</summary>
public sealed record DeliveryAnswer
{
    /// <summary>The HTTP status; null when there was no answer.</summary>
    public int? Status { get; init; }

    /// <summary>What went wrong beside the status.</summary>
    public DeliveryProblem? Problem { get; init; }

    /// <summary>What the problem is about.</summary>
    public string? Detail { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>How the answer's body begins.</summary>
    public string? Body { get; init; }

    /// <summary>How long the receiver wants to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The receiver has it.</summary>
    public bool IsSuccess => Problem is null && Status is >= 200 and < 300;

    /// <summary>The receiver wants nothing more.</summary>
    public bool IsGone => Status == 410;
}
