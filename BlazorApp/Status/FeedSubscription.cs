using Pipeline.Status;

namespace BlazorApp.Status;

/// <summary>One subscriber of the feed. It hears every change of what it watches from the moment it exists; disposing it unsubscribes.</summary>
public sealed class FeedSubscription : IDisposable
{
    private readonly StatusFeed feed;
    private readonly Mailbox mailbox;
    private Dictionary<StatusKey, long>? shown; // null for none, as of nearly all who wait
    private long shownUpTo;
    private int disposed;

    internal FeedSubscription(StatusFeed feed, StatusFilter filter, int capacity)
    {
        this.feed = feed;
        Filter = filter;
        mailbox = new Mailbox(capacity);
    }

    /// <summary>What is watched.</summary>
    public StatusFilter Filter { get; }

    /// <summary>Of how many statuses it is remembered what the subscriber has read.</summary>
    internal int Remembered => shown?.Count ?? 0;

    /// <summary>
    /// Says what the subscriber has read from the store after subscribing. Changes that are not newer than that are kept from
    /// it: together with the subscription that came first, nothing falls between the reading and the changes, and nothing
    /// comes back from before it. Called by the one who takes, and not while it waits.
    /// </summary>
    public void NoteRead(IEnumerable<StatusChange> statuses)
    {
        foreach (var status in statuses)
            NoteRead(status.Key, status.Order, status.Position);
    }

    /// <param name="key">The status.</param>
    /// <param name="order">Its <see cref="StatusChange.Order"/>: what is compared, because of one status only revisions grow with every change.</param>
    /// <param name="position">Its <see cref="StatusChange.Position"/>; 0 when it is not known.</param>
    /// <inheritdoc cref="NoteRead(IEnumerable{StatusChange})"/>
    internal void NoteRead(StatusKey key, long order, long position)
    {
        // What the feed has passed on lies in the mailbox or was taken, so it need not be remembered: a subscriber that was away
        // for long reads more than should be held for it.
        var mayStillCome = position == 0 || position > feed.Cursor;
        mailbox.Drop(key, order);
        if (!mayStillCome)
            return;
        (shown ??= [])[key] = order;
        shownUpTo = Math.Max(shownUpTo, position == 0 ? long.MaxValue : position);
    }

    /// <summary>Waits until something has come, which may be no news to who takes it. For one caller at a time.</summary>
    internal ValueTask ArriveAsync(CancellationToken cancellationToken) => mailbox.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);

    /// <summary>The changes since the last call; waits until there is one. For one caller at a time.</summary>
    public async ValueTask<MailboxBatch> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var batch = await TakeAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            if (!batch.IsEmpty)
                return batch;
        }
    }

    /// <summary>The changes since the last call; waits for one, and returns an empty batch when its patience has run out.</summary>
    public async ValueTask<MailboxBatch> TakeAsync(TimeSpan patience, TimeProvider clock, CancellationToken cancellationToken)
    {
        await mailbox.WaitAsync(patience, clock, cancellationToken);
        var events = new List<FeedEvent>();
        return new MailboxBatch(events, Take(events));
    }

    /// <summary>The changes since the last call, without waiting. For one caller at a time.</summary>
    /// <param name="into">An empty list, to which they are added.</param>
    /// <returns>Whether the mailbox ran over, as in <see cref="MailboxBatch.Reset"/>.</returns>
    internal bool Take(List<FeedEvent> into)
    {
        var passedOn = feed.Cursor;
        var reset = mailbox.Take(into);
        // What has a revision was stored before it came here, so the reading that a reset asks for finds it, or something newer
        // that must not be followed by it. Short forms may not be stored yet.
        if (reset)
        {
            feed.Counters.AddReset();
            into.RemoveAll(item => item.HasRevision);
        }

        if (shown is null)
            return reset;
        into.RemoveAll(item => !IsNews(item));
        if (passedOn >= shownUpTo)
            (shown, shownUpTo) = (null, 0); // all of it was in this batch or in one before
        return reset;
    }

    /// <summary>Tells of arrivals from now on, and of what has arrived already; null ends it.</summary>
    internal void Tell(IArrivals? arrivals)
    {
        mailbox.Arrivals = arrivals;
        arrivals?.Note();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0)
            feed.Unsubscribe(this);
    }

    /// <summary>Notes that the store could not be read for this subscriber, who tries again.</summary>
    internal void NoteFailedRead() => feed.Counters.AddFailedRead();

    /// <inheritdoc cref="Mailbox.Put"/>
    internal void Put(FeedEvent item, bool note) => mailbox.Put(item, note);

    /// <inheritdoc cref="Mailbox.Deliver"/>
    internal void Deliver() => mailbox.Deliver();

    private bool IsNews(FeedEvent item)
    {
        if (!item.HasRevision || !shown!.TryGetValue(item.Key, out var order))
            return true;
        if (item.Order <= order)
            return false;
        // From here on the feed's own order holds, and nothing needs to be remembered.
        shown.Remove(item.Key);
        return true;
    }
}
