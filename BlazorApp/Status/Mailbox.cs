using Pipeline.Status;

namespace BlazorApp.Status;

/// <summary>
/// What waits for one subscriber: the newest change per status, bounded. A newer change takes its place at the end, not the
/// place of the one it replaces, so that the cursor of whatever is read never runs ahead of what still waits.
/// </summary>
internal sealed class Mailbox(int capacity)
{
    // What a full mailbox took is given back when it is emptied; thousands of streams fill theirs at once and wait long after.
    private const int KeptCapacity = 64;

    private readonly Lock gate = new();
    private Dictionary<StatusKey, FeedEvent> newest = [];
    private Queue<FeedEvent> arrivals = [];
    private TaskCompletionSource? waiting;
    private bool overflowed;

    /// <summary>Puts a change in; never waits.</summary>
    public void Put(FeedEvent item)
    {
        TaskCompletionSource? wake;
        lock (gate)
        {
            if (newest.Count >= capacity && !newest.ContainsKey(item.Change.Key))
            {
                Clear();
                overflowed = true;
            }

            newest[item.Change.Key] = item;
            arrivals.Enqueue(item);
            if (arrivals.Count > 2 * capacity)
                arrivals = new Queue<FeedEvent>(arrivals.Where(IsNewest));
            wake = waiting;
            waiting = null;
        }

        wake?.TrySetResult();
    }

    /// <summary>Empties the mailbox; waits while there is nothing in it, but no longer than <paramref name="patience"/>.</summary>
    public async ValueTask<MailboxBatch> TakeAsync(TimeSpan patience, TimeProvider clock, CancellationToken cancellationToken)
    {
        Task arrival;
        lock (gate)
        {
            if (newest.Count > 0 || overflowed)
                return Empty();
            waiting ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            arrival = waiting.Task;
        }

        // Thousands of idle streams run out of patience several times a minute; that is no exception.
        await arrival.WaitAsync(patience, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        lock (gate)
            return Empty();
    }

    /// <summary>Takes a change out that is not newer than what the subscriber has read.</summary>
    public void Drop(StatusKey key, long order)
    {
        lock (gate)
        {
            if (newest.TryGetValue(key, out var item) && item.Change.Message.Revision is not null && item.Change.Order <= order)
                newest.Remove(key);
        }
    }

    private MailboxBatch Empty()
    {
        var batch = new MailboxBatch([.. arrivals.Where(IsNewest)], overflowed);
        Clear();
        overflowed = false;
        return batch;
    }

    private void Clear()
    {
        if (newest.EnsureCapacity(0) > KeptCapacity || arrivals.EnsureCapacity(0) > KeptCapacity)
        {
            (newest, arrivals) = ([], []);
            return;
        }

        newest.Clear();
        arrivals.Clear();
    }

    private bool IsNewest(FeedEvent item) => ReferenceEquals(newest.GetValueOrDefault(item.Change.Key), item);
}
