namespace Pipeline.Jobs;

/// <summary>What became of what a person asked for: to retry, to cancel, to delete, to have a deleted video back.</summary>
public enum RequestOutcome
{
    /// <summary>Done; pages learn of it like of any other change.</summary>
    Accepted,

    /// <summary>There is no such status; or no such video, or it is deleted already, or not deleted.</summary>
    Unknown,

    /// <summary>Its state does not allow it: only what failed or was cancelled is retried, only what waits or runs is cancelled. Or nothing is left of the
    /// video that was deleted.</summary>
    WrongState,
}
