using Pipeline.Status;

namespace BlazorApp.Status;

/// <summary>Which videos a subscriber watches.</summary>
public sealed class StatusFilter
{
    private StatusFilter(IReadOnlyCollection<string>? videoIds) => VideoIds = videoIds;

    /// <summary>Every video.</summary>
    public static StatusFilter All { get; } = new(videoIds: null);

    /// <summary>The watched videos; null for every video.</summary>
    public IReadOnlyCollection<string>? VideoIds { get; }

    /// <summary>What is watched is made up, so its watcher is not one of those that are counted.</summary>
    internal bool IsSynthetic { get; private init; }

    /// <summary>The named videos, whether or not they are known yet.</summary>
    public static StatusFilter Videos(params IEnumerable<string> ids) => new(ids.ToHashSet(StringComparer.Ordinal));

    /// <summary>Nothing but the made-up changes of that key.</summary>
    internal static StatusFilter Synthetic(StatusKey key) => new([NameOf(key)]) { IsSynthetic = true };

    /// <summary>What the made-up changes of that key are watched by. With a stroke in it, it is the id of no video, so nobody can ask for it.</summary>
    internal static string NameOf(StatusKey key) => $"{key.Kind}/{key.VideoId}";
}
