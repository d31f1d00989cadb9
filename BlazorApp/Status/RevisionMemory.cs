using Pipeline.Status;

namespace BlazorApp.Status;

/// <summary>
/// The newest revision per status, for a bounded number of statuses, in two generations: when the young one is full it
/// becomes the old one, and the old one, unchanged for longest, is forgotten. For one caller at a time.
/// </summary>
internal sealed class RevisionMemory(int capacity)
{
    private Dictionary<StatusKey, Known> young = [];
    private Dictionary<StatusKey, Known> old = [];

    /// <summary>The newest revision of the status that came, as far as it is remembered; else the highest that can have come.</summary>
    public long this[StatusKey key] => Find(key) switch { { HasCome: true } known => known.Revision, var known => Math.Max(known.Revision - 1, 0) };

    /// <summary>Remembers the revision that came.</summary>
    /// <returns><see langword="false"/> when it is not newer than the one remembered.</returns>
    public bool Advance(StatusKey key, long revision)
    {
        var known = Find(key);
        if (revision < known.Revision || (revision == known.Revision && known.HasCome))
            return false;
        Remember(key, new Known(revision, HasCome: true));
        return true;
    }

    /// <summary>Remembers that the store holds this revision: it may still come, older ones may not.</summary>
    public void NoteStored(StatusKey key, long revision)
    {
        if (revision > Find(key).Revision)
            Remember(key, new Known(revision, HasCome: false));
    }

    private Known Find(StatusKey key) => young.TryGetValue(key, out var known) || old.TryGetValue(key, out known) ? known : Known.Nothing;

    private void Remember(StatusKey key, Known known)
    {
        if (young.Count >= capacity / 2)
            (old, young) = (young, []);
        young[key] = known;
    }

    private readonly record struct Known(long Revision, bool HasCome)
    {
        public static Known Nothing { get; } = new(0, HasCome: true);
    }
}
