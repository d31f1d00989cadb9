namespace BlazorApp.Diagnostics;

/// <summary>What is wrong with a hop.</summary>
public enum HopTrouble
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It can't be told while a hop before it is broken.</summary>
    Unknown,

    /// <summary>No worker is present.</summary>
    NoWorker,

    /// <summary>The database does not answer.</summary>
    DatabaseAway,

    /// <summary>Redis does not take this process's connection.</summary>
    RedisUnreachable,

    /// <summary>This process has not subscribed to every channel.</summary>
    Unsubscribed,

    /// <summary>Redis says that nobody is subscribed to a channel, though this process is.</summary>
    Deaf,

    /// <summary>Probes do not come back, or what was missed has not been read yet.</summary>
    NotHearing,

    /// <summary>Every other hop looks well, and the canary does not arrive.</summary>
    CanaryLost,

    /// <summary>Readers were too slow within the last minute and were told to read everything anew; the others noticed nothing.</summary>
    ReadersReset,
}
