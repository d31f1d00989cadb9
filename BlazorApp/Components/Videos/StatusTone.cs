namespace BlazorApp.Components.Videos;

/// <summary>How a status looks; never its only sign.</summary>
public enum StatusTone
{
    /// <summary>Nothing happens yet.</summary>
    Quiet,

    /// <summary>Nothing happens any more, because a person said so.</summary>
    Stopped,

    /// <summary>Arriving now.</summary>
    Live,

    /// <summary>Stale, retrying, stopping.</summary>
    Warn,

    /// <summary>Failed.</summary>
    Bad,

    /// <summary>The result is there.</summary>
    Done,
}
