namespace Pipeline.Jobs;

/// <summary>What became of a request to retry or to cancel.</summary>
public enum RequestOutcome
{
    /// <summary>Done; pages learn of it like of any other change.</summary>
    Accepted,

    /// <summary>There is no such status.</summary>
    Unknown,

    /// <summary>Its state does not allow it: only what failed or was cancelled is retried, only what waits or runs is cancelled.</summary>
    WrongState,
}
