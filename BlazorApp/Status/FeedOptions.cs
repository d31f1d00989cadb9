using System.ComponentModel.DataAnnotations;

namespace BlazorApp.Status;

/// <summary>Section <c>Feed</c>: how much is kept for those who watch.</summary>
public sealed record FeedOptions
{
    /// <summary>
    /// How many changed statuses may wait for one subscriber. Past it the waiting ones are dropped and the subscriber is told
    /// to read everything anew: a slow reader costs a bounded amount of memory and is never silently short of a change.
    /// </summary>
    [Range(1, 1_000_000)]
    public int MailboxCapacity { get; init; } = 1024;

    /// <summary>For how many statuses the newest revision is remembered, to hold back late arrivals; the longest unchanged are forgotten first.</summary>
    [Range(1000, 10_000_000)]
    public int RememberedStatuses { get; init; } = 200_000;

    /// <summary>How long a page that was just rendered collects changes before it renders them together; a change after a pause is rendered at once.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:01")]
    public TimeSpan RenderInterval { get; init; } = TimeSpan.FromMilliseconds(120);
}
