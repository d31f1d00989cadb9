using Pipeline.Status;

namespace BlazorApp.Status;

/// <summary>
/// The newest revision per status, for a bounded number of statuses, in two generations: when the young one is full it
/// becomes the old one, and the old one, unchanged for longest, is forgotten. For one caller at a time.
/// </summary>
internal sealed class RevisionMemory(int capacity)
{
    private Dictionary<StatusKey, RememberedStatus> young = new(StatusKeyComparer.Instance);
    private Dictionary<StatusKey, RememberedStatus> old = new(StatusKeyComparer.Instance);

    /// <summary>The newest revision of the status that came, as far as it is remembered; else the highest that can have come.</summary>
    public long this[StatusKey key] => Find(key) switch
    {
        null => 0,
        { HasCome: true } known => known.Revision,
        var known => Math.Max(known.Revision - 1, 0),
    };

    /// <summary>Remembers the revision that came.</summary>
    /// <returns>What is remembered of the status now; null when the revision is not newer than the one remembered.</returns>
    public RememberedStatus? Advance(StatusKey key, long revision)
    {
        var known = Find(key);
        if (known is not null && (revision < known.Revision || (revision == known.Revision && known.HasCome)))
            return null;
        known = Remember(key, known);
        (known.Revision, known.HasCome) = (revision, true);
        return known;
    }

    /// <inheritdoc cref="Advance(StatusKey, long)"/>
    /// <remarks>Takes no memory for a status that is remembered already.</remarks>
    public RememberedStatus? Advance(ScannedKey key, long revision) => Advance(
        young.GetAlternateLookup<ScannedKey>().TryGetValue(key, out var known, out _) || old.GetAlternateLookup<ScannedKey>().TryGetValue(key, out known, out _)
            ? known : StatusKeyComparer.Instance.Create(key), revision);

    /// <summary>What is remembered of the status, if only that something without a revision came.</summary>
    public RememberedStatus Touch(StatusKey key)
    {
        var known = Find(key);
        return known ?? Remember(key, new RememberedStatus { HasCome = true });
    }

    /// <summary>Remembers that the store holds this revision: it may still come, older ones may not.</summary>
    public void NoteStored(StatusKey key, long revision)
    {
        var known = Find(key);
        if (revision <= (known?.Revision ?? 0))
            return;
        known = Remember(key, known);
        (known.Revision, known.HasCome) = (revision, false);
    }

    private RememberedStatus? Find(StatusKey key) => young.TryGetValue(key, out var known) || old.TryGetValue(key, out known) ? known : null;

    private RememberedStatus Remember(StatusKey key, RememberedStatus? known)
    {
        known ??= new RememberedStatus();
        if (young.ContainsKey(key))
            return known;
        if (young.Count >= capacity / 2)
            (old, young) = (young, new(StatusKeyComparer.Instance));
        young[key] = known;
        return known;
    }
}
