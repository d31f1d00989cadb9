using System.ComponentModel.DataAnnotations;
using Pipeline.Storage;

namespace BlazorApp.EventStream;

/// <summary>Section <c>EventStream</c>: the manners of <c>/api/sse</c>.</summary>
public sealed record EventStreamOptions
{
    /// <summary>How often an idle stream sends a <c>ping</c>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a client waits before it comes back, as told by <c>retry:</c>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan Retry { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Over how long the clients of a stopping process are asked to spread their return.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan RetrySpread { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a client may take to read what was sent before its stream is ended as too slow; it comes back and resumes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:10:00")]
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many videos one stream may name.</summary>
    [Range(1, 10_000)]
    public int MaxVideos { get; init; } = 500;

    /// <summary>How many waiting or running statuses the snapshot of the general stream holds at most, the newest.</summary>
    [Range(0, 100_000)]
    public int SnapshotSize { get; init; } = 1000;

    /// <summary>How many statuses are read at a time for a client that resumes.</summary>
    [Range(VideoStore.LeastPage, 10_000)]
    public int ResumePage { get; init; } = 500;
}
