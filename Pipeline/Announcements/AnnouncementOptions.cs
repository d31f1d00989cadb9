using System.ComponentModel.DataAnnotations;

namespace Pipeline.Announcements;

/// <summary>Section <c>Announcements</c>: what messages may carry, and when what was not announced is announced after all.</summary>
public sealed record AnnouncementOptions
{
    /// <summary>A result up to this many bytes of UTF-8 travels in the message, a larger one as a reference.</summary>
    [Range(0, 64 * 1024)]
    public int InlineLimitBytes { get; init; } = 16 * 1024;

    /// <summary>A message larger than this many bytes is skipped unread.</summary>
    [Range(1024, 8 * 1024 * 1024)]
    public int MaxMessageBytes { get; init; } = 256 * 1024;

    /// <summary>How often a process looks for changes whose announcement is behind.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan SweepInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long a change must have been seen with its announcement behind before the sweep announces it; longer than
    /// <see cref="SweepInterval"/>, because that is how long its author may take to note that it did.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan SweepAfter { get; init; } = TimeSpan.FromSeconds(2);
}
