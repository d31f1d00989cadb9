namespace Pipeline.Demo;

/// <summary>What can be done to a process from the demo wall.</summary>
public enum ProcessAction
{
    /// <summary>It stops where it stands and knows nothing of it, as on a machine that is overwhelmed.</summary>
    Pause,

    /// <summary>It goes on where it stood.</summary>
    Resume,

    /// <summary>It ends at once, as in a power cut; AppHost starts another.</summary>
    Kill,

    /// <summary>It ends at once, forgets what it held, and is started again at the same address.</summary>
    Restart,
}
