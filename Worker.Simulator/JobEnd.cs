namespace Worker.Simulator;

/// <summary>How a job ended for this worker.</summary>
public enum JobEnd
{
    /// <summary>With a stored result.</summary>
    Completed,

    /// <summary>With a stored error.</summary>
    Failed,

    /// <summary>Stopped because a person asked for it, and confirmed.</summary>
    Cancelled,

    /// <summary>The lease had run out; another worker has the job.</summary>
    Lost,

    /// <summary>Given back because this process is stopping.</summary>
    Released,
}
