using System.ComponentModel.DataAnnotations;

namespace BlazorApp.Status;

/// <summary>Section <c>Listener</c>: how the process knows that it still hears Redis, and what it does when it hears too much.</summary>
public sealed record ListenerOptions
{
    /// <summary>How often the listener sends itself a probe through Redis.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// After how long without a probe coming back the process counts as deaf: pages say that they are stale, and a connection
    /// that claims to be up is replaced.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:05:00")]
    public TimeSpan DeafAfter { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>
    /// How many messages of one channel may wait to be passed on. Past it, and until half of them are gone, those with a revision
    /// are shed unread: the store has what they announce, and it is read instead, once a second, in pages. Short forms are
    /// never shed, because nobody else has them; they wait, in memory, for as long as it takes.
    /// </summary>
    [Range(1, 10_000_000)]
    public int BacklogCapacity { get; init; } = 20_000;

    /// <summary>How many short forms may wait to be stored; past it the listener waits for the database, and what comes meanwhile waits on its channel.</summary>
    [Range(1, 1_000_000)]
    public int StoreQueueCapacity { get; init; } = 10_000;
}
