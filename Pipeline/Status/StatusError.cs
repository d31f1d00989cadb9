namespace Pipeline.Status;

/// <summary>Why a status failed.</summary>
/// <param name="Code">A stable word for programs, e.g. <c>source_unavailable</c>.</param>
/// <param name="Message">What happened, for people.</param>
/// <param name="Retryable">Whether the same job may succeed when tried again.</param>
public sealed record StatusError(string Code, string Message, bool Retryable = false);
