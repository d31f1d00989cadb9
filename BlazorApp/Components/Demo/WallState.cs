namespace BlazorApp.Components.Demo;

/// <summary>How a video of a demo is, of all its kinds together.</summary>
public enum WallState
{
    /// <summary>Something of it waits for a worker, and nothing runs.</summary>
    Waiting,

    /// <summary>A worker works on it.</summary>
    Running,

    /// <summary>Its worker was lost; it waits for another one.</summary>
    Retrying,

    /// <summary>All of it is there.</summary>
    Completed,

    /// <summary>It stopped with an error.</summary>
    Failed,

    /// <summary>It was stopped on request.</summary>
    Cancelled,
}
