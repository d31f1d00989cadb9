using Microsoft.Extensions.Options;
using Pipeline.Status;

namespace BlazorApp.Status;

/// <summary>
/// Who watches what, and the newest of each: the room that browsers and event streams leave by two doors. Passing a change on
/// costs what the watchers of that video cost.
/// </summary>
public sealed class StatusFeed(IOptions<FeedOptions> options, FeedCounters counters)
{
    private const int Few = 4;

    private readonly Lock publishing = new();
    private readonly Lock gate = new();
    private readonly RevisionMemory revisions = new(options.Value.RememberedStatuses);
    private readonly Dictionary<string, WatcherSet> watchers = new(StringComparer.Ordinal);
    private readonly WatcherSet generalWatchers = new();
    private int subscribers;
    private long cursor;

    /// <summary>Counts what comes through, for those who are subscribed as well.</summary>
    internal FeedCounters Counters => counters;

    /// <summary>How many are subscribed now.</summary>
    public int Subscribers => Volatile.Read(ref subscribers);

    /// <summary>
    /// Every change up to this position has been passed on, so a reader that was subscribed meanwhile may resume here. It only grows.
    /// </summary>
    public long Cursor
    {
        get => Volatile.Read(ref cursor);
        internal set
        {
            if (value > Cursor)
                Volatile.Write(ref cursor, value);
        }
    }

    /// <summary>
    /// Subscribes. Then read the store, <see cref="FeedSubscription.NoteRead(IEnumerable{StatusChange})"/> what was read, and take the changes:
    /// in that order nothing is missed.
    /// </summary>
    public FeedSubscription Subscribe(StatusFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var subscription = new FeedSubscription(this, filter, options.Value.MailboxCapacity);
        lock (gate)
        {
            if (filter.VideoIds is null)
                generalWatchers.Add(subscription);
            foreach (var id in filter.VideoIds ?? [])
            {
                if (!watchers.TryGetValue(id, out var set))
                    watchers[id] = set = new WatcherSet();
                set.Add(subscription);
            }

            if (!filter.IsSynthetic)
                subscribers++;
        }

        return subscription;
    }

    /// <summary>Takes note of a change that nobody watches, without anything having been built of it: who comes later reads the store first.</summary>
    /// <param name="key">The status.</param>
    /// <param name="revision">The revision it has reached; null where none is known.</param>
    /// <returns>How it was taken; null when somebody watches it, so that it has to be passed on.</returns>
    internal EventOutcome? PassOver(ScannedKey key, long? revision)
    {
        lock (publishing)
        {
            lock (gate)
            {
                if (generalWatchers.Count > 0 || watchers.GetAlternateLookup<ReadOnlySpan<char>>().ContainsKey(key.VideoId))
                    return null;
            }

            if (revision is { } reached && revisions.Advance(key, reached) is null)
            {
                counters.AddLate();
                return EventOutcome.Late;
            }

            counters.AddPublished(0);
            return EventOutcome.PassedOn;
        }
    }

    /// <summary>Passes a change on to its watchers, unless a newer one of the same status has been passed on.</summary>
    /// <param name="change">What changed.</param>
    /// <param name="isLast">
    /// Whether nothing waits behind it. For few watchers it is then delivered before this returns, which saves the way to another thread;
    /// else others do it, and what comes meanwhile leaves in the same write.
    /// </param>
    /// <returns>Whether it was news.</returns>
    public bool Publish(StatusChange change, bool isLast = false)
    {
        ArgumentNullException.ThrowIfNull(change);
        Recipients recipients;
        lock (publishing)
        {
            if (Advance(change.Key, change.Message.Revision) is not var (status, order))
                return NoteLate(change.Key);
            recipients = Put(new FeedEvent(change.Order == order ? change : change with { Order = order }, Cursor, status), isLast);
        }

        recipients.Deliver();
        return true;
    }

    /// <param name="heard">What was heard of a change.</param>
    /// <inheritdoc cref="Publish(StatusChange, bool)"/>
    internal bool Publish(HeardAnnouncement heard, bool isLast)
    {
        Recipients recipients;
        lock (publishing)
        {
            if (Advance(heard.Key, heard.Revision) is not var (status, order))
                return NoteLate(heard.Key);
            recipients = Put(new FeedEvent(heard, order, Cursor, status), isLast);
        }

        recipients.Deliver();
        return true;
    }

    /// <summary>
    /// Says what the store holds, when it has been read to be shown. What is older is not passed on any more, however late its
    /// announcement comes: to this process it may be the first that it hears of that status.
    /// </summary>
    public void NoteStored(IEnumerable<StatusChange> statuses)
    {
        ArgumentNullException.ThrowIfNull(statuses);
        lock (publishing)
        {
            foreach (var status in statuses)
                revisions.NoteStored(status.Key, status.Order);
        }
    }

    internal void Unsubscribe(FeedSubscription subscription)
    {
        lock (gate)
        {
            if (subscription.Filter.VideoIds is null)
                generalWatchers.Remove(subscription);
            foreach (var id in subscription.Filter.VideoIds ?? [])
            {
                var set = watchers[id];
                set.Remove(subscription);
                if (set.Count == 0)
                    watchers.Remove(id);
            }

            if (!subscription.Filter.IsSynthetic)
                subscribers--;
        }
    }

    // What has no revision is shown over the newest that came.
    private (RememberedStatus Status, long Order)? Advance(StatusKey key, long? revision)
    {
        var order = revision ?? revisions[key];
        return (revision is null ? revisions.Touch(key) : revisions.Advance(key, order)) is { } status ? (status, order) : null;
    }

    // One at a time, so that two changes of a status reach every mailbox in the order of their revisions. Subscribing does not wait for
    // this, and only mailboxes are touched: no subscriber's code runs.
    private Recipients Put(FeedEvent item, bool isLast)
    {
        var (general, particular) = WatchersOf(item.Key);
        var areFew = isLast && general.Length + particular.Length <= Few;
        foreach (var subscription in general)
            subscription.Put(item, note: !areFew);
        foreach (var subscription in particular)
            subscription.Put(item, note: !areFew);
        if (!item.Key.Kind.IsSynthetic)
            counters.AddPublished(general.Length + particular.Length);
        return areFew ? new Recipients(general, particular) : new Recipients([], []);
    }

    private bool NoteLate(StatusKey key)
    {
        if (!key.Kind.IsSynthetic)
            counters.AddLate();
        return false;
    }

    private (FeedSubscription[] General, FeedSubscription[] Particular) WatchersOf(StatusKey key)
    {
        lock (gate)
        {
            return key.Kind.IsSynthetic
                ? ([], WatchersOf(StatusFilter.NameOf(key)))
                : (generalWatchers.Current, WatchersOf(key.VideoId));
        }
    }

    private FeedSubscription[] WatchersOf(string id) => watchers.TryGetValue(id, out var set) ? set.Current : [];

    // Those to whom the publisher itself delivers.
    private readonly record struct Recipients(FeedSubscription[] General, FeedSubscription[] Particular)
    {
        public void Deliver()
        {
            foreach (var subscription in General)
                subscription.Deliver();
            foreach (var subscription in Particular)
                subscription.Deliver();
        }
    }
}
