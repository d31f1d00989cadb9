using Pipeline.Status;

namespace BlazorApp.Status;

/// <summary>
/// The newest revision per status, for a bounded number of statuses, in two generations: when the young one is full it
/// becomes the old one, and the old one, unchanged for longest, is forgotten. For one caller at a time.
/// </summary>
internal sealed class RevisionMemory(int capacity)
{
    private Dictionary<StatusKey, long> young = [];
    private Dictionary<StatusKey, long> old = [];

    /// <summary>The newest revision of the status; 0 when none is remembered.</summary>
    public long this[StatusKey key] => young.TryGetValue(key, out var revision) || old.TryGetValue(key, out revision) ? revision : 0;

    /// <summary>Remembers the revision.</summary>
    /// <returns><see langword="false"/> when it is not newer than the one remembered.</returns>
    public bool Advance(StatusKey key, long revision)
    {
        if (revision <= this[key])
            return false;
        if (young.Count >= capacity / 2)
            (old, young) = (young, []);
        young[key] = revision;
        return true;
    }
}
