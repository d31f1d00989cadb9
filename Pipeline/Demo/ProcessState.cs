namespace Pipeline.Demo;

/// <summary>How a process is that AppHost started.</summary>
public enum ProcessState
{
    /// <summary>It runs.</summary>
    Running,

    /// <summary>It stands still until it is resumed.</summary>
    Paused,

    /// <summary>It has ended and is about to be started again.</summary>
    Starting,
}
