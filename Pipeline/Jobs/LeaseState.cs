namespace Pipeline.Jobs;

/// <summary>What a worker learns about its claim each time it reports.</summary>
public enum LeaseState
{
    /// <summary>The claim holds; the report was saved.</summary>
    Held,

    /// <summary>The claim holds, and a person asked for the job to stop: stop, then confirm it.</summary>
    CancelRequested,

    /// <summary>The claim is no longer this worker's; nothing was saved. Drop the job.</summary>
    Lost,
}
