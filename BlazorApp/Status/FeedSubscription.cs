using Pipeline.Status;

namespace BlazorApp.Status;

/// <summary>One subscriber of the feed. It hears every change of what it watches from the moment it exists; disposing it unsubscribes.</summary>
public sealed class FeedSubscription : IDisposable
{
    private readonly Mailbox mailbox;
    private readonly Dictionary<StatusKey, long> shown = [];
    private Action<FeedSubscription>? unsubscribe;

    internal FeedSubscription(StatusFilter filter, int capacity, Action<FeedSubscription> unsubscribe)
    {
        Filter = filter;
        mailbox = new Mailbox(capacity);
        this.unsubscribe = unsubscribe;
    }

    /// <summary>What is watched.</summary>
    public StatusFilter Filter { get; }

    /// <summary>
    /// Says what the subscriber has read from the store after subscribing. Changes that are not newer than that are kept from
    /// it: together with the subscription that came first, nothing falls between the reading and the changes, and nothing
    /// comes back from before it. Called by the one who takes, and not while it waits.
    /// </summary>
    public void NoteRead(IEnumerable<StatusChange> statuses)
    {
        foreach (var status in statuses)
            shown[status.Key] = status.Order;
    }

    /// <summary>The changes since the last call; waits until there is one. For one caller at a time.</summary>
    public async ValueTask<MailboxBatch> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var batch = await TakeAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            if (batch.Events.Count > 0 || batch.Reset)
                return batch;
        }
    }

    /// <summary>The changes since the last call; waits for one, and returns an empty batch when its patience has run out.</summary>
    public async ValueTask<MailboxBatch> TakeAsync(TimeSpan patience, TimeProvider clock, CancellationToken cancellationToken)
    {
        var batch = await mailbox.TakeAsync(patience, clock, cancellationToken);
        // What has a revision was stored before it came here, so the reading that a reset asks for finds it, or something newer
        // that must not be followed by it. Short forms may not be stored yet.
        if (batch.Reset)
            batch = batch with { Events = [.. batch.Events.Where(item => item.Change.Message.Revision is null)] };
        return shown.Count > 0 ? batch with { Events = [.. batch.Events.Where(IsNews)] } : batch;
    }

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref unsubscribe, null)?.Invoke(this);

    internal void Put(FeedEvent item) => mailbox.Put(item);

    private bool IsNews(FeedEvent item)
    {
        var change = item.Change;
        if (change.Message.Revision is null || !shown.TryGetValue(change.Key, out var order))
            return true;
        if (change.Order <= order)
            return false;
        // From here on the feed's own order holds, and nothing needs to be remembered.
        shown.Remove(change.Key);
        return true;
    }
}
