namespace Worker.Simulator.Performing;

/// <summary>How an attempt goes.</summary>
public enum Fate
{
    /// <summary>It ends with a result.</summary>
    Completes,

    /// <summary>It ends with an error that a retry mends.</summary>
    Fails,

    /// <summary>It goes silent until its lease has run out, and then finds that the job is somebody else's.</summary>
    Stalls,
}
