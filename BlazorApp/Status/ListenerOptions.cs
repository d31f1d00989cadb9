using System.ComponentModel.DataAnnotations;

namespace BlazorApp.Status;

/// <summary>Section <c>Listener</c>: how the process knows that it still hears Redis.</summary>
public sealed record ListenerOptions
{
    /// <summary>How often the listener sends itself a probe through Redis.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>After how long without a probe coming back the process counts as deaf: pages say that they are stale.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:05:00")]
    public TimeSpan DeafAfter { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>
    /// How long after a commit its announcement has been heard for certain, when nothing is disturbed: longer than it takes the
    /// sweep to find it. The resume cursor follows the database by this much.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan CursorLag { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How many short forms may wait to be stored; past it the listener waits for the database, and Redis keeps the rest.</summary>
    [Range(1, 1_000_000)]
    public int StoreQueueCapacity { get; init; } = 10_000;
}
