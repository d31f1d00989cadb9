namespace BlazorApp.EventStream;

/// <summary>Why a stream ended.</summary>
public enum StreamEnd
{
    /// <summary>The client closed the connection, or it broke.</summary>
    ClientGone,

    /// <summary>This process is stopping; the client was told when to come back.</summary>
    HostStopping,

    /// <summary>The client did not read for too long; it comes back and resumes.</summary>
    TooSlow,
}
