namespace BlazorApp.Status;

/// <summary>Which videos a subscriber watches.</summary>
public sealed class StatusFilter
{
    private StatusFilter(IReadOnlyCollection<string>? videoIds) => VideoIds = videoIds;

    /// <summary>Every video.</summary>
    public static StatusFilter All { get; } = new(videoIds: null);

    /// <summary>The watched videos; null for every video.</summary>
    public IReadOnlyCollection<string>? VideoIds { get; }

    /// <summary>The named videos, whether or not they are known yet.</summary>
    public static StatusFilter Videos(params IEnumerable<string> ids) => new(ids.ToHashSet(StringComparer.Ordinal));
}
