using Pipeline.Status;

namespace BlazorApp.Status;

/// <summary>
/// What waits for one subscriber: the newest change per status, bounded. A newer change takes its place at the end, not the
/// place of the one it replaces, so that the cursor of whatever is read never runs ahead of what still waits.
/// </summary>
/// <remarks>
/// What has been superseded stays until somebody takes, or until it takes the place of something else and is cleared out: putting in is
/// an increment and a store. While nothing waits, a mailbox holds next to nothing: thousands of streams fill theirs at
/// once and wait long after.
/// </remarks>
internal sealed class Mailbox(int capacity)
{
    private const int LeastRoom = 4;
    private const int MostKept = 8;

    private readonly Lock gate = new();
    private FeedEvent[] items = [];
    private int count;
    private bool overflowed;
    private TaskCompletionSource? waiting;
    private IArrivals? arrivals;

    /// <summary>Who is told of arrivals from now on, without having to wait; null for nobody.</summary>
    public IArrivals? Arrivals { set => Volatile.Write(ref arrivals, value); }

    /// <summary>Puts a change in; never waits.</summary>
    /// <param name="item">The change.</param>
    /// <param name="note">Whether to tell of it; else the caller calls <see cref="Deliver"/> soon after.</param>
    public void Put(FeedEvent item, bool note)
    {
        TaskCompletionSource? wake;
        lock (gate)
        {
            if (count == capacity)
                ClearOut();
            if (count == items.Length)
                Array.Resize(ref items, Math.Min(Math.Max(LeastRoom, 2 * count), capacity));
            items[count++] = item;
            (wake, waiting) = (waiting, null);
        }

        wake?.TrySetResult();
        if (note)
            Volatile.Read(ref arrivals)?.Note();
    }

    /// <summary>Has what was put in delivered by the caller's own thread, where that can be done without waiting.</summary>
    public void Deliver() => Volatile.Read(ref arrivals)?.Deliver();

    /// <summary>Empties the mailbox without waiting.</summary>
    /// <param name="into">What is in it is added to these, in the order of arrival.</param>
    /// <returns>Whether more had come than it holds, and was dropped.</returns>
    public bool Take(List<FeedEvent> into)
    {
        lock (gate)
        {
            foreach (var item in items.AsSpan(0, count))
            {
                if (!item.IsSuperseded)
                    into.Add(item);
            }

            var reset = overflowed;
            Clear();
            overflowed = false;
            return reset;
        }
    }

    /// <summary>Waits while there is nothing in it, but no longer than <paramref name="patience"/>.</summary>
    public async ValueTask WaitAsync(TimeSpan patience, TimeProvider clock, CancellationToken cancellationToken)
    {
        Task arrival;
        lock (gate)
        {
            if (count > 0 || overflowed)
                return;
            waiting ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            arrival = waiting.Task;
        }

        // To run out of patience is no exception.
        await arrival.WaitAsync(patience, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Takes a change out that is not newer than what the subscriber has read.</summary>
    public void Drop(StatusKey key, long order)
    {
        lock (gate)
        {
            if (count > 0)
                Keep(item => !item.HasRevision || item.Order > order || item.Key != key);
        }
    }

    private void ClearOut()
    {
        Keep(item => !item.IsSuperseded);
        if (count < capacity)
            return;
        Clear();
        overflowed = true;
    }

    private void Keep(Func<FeedEvent, bool> isKept)
    {
        var kept = 0;
        for (var index = 0; index < count; index++)
        {
            if (isKept(items[index]))
                items[kept++] = items[index];
        }

        items.AsSpan(kept, count - kept).Clear();
        count = kept;
    }

    private void Clear()
    {
        if (items.Length > MostKept)
            items = [];
        else
            items.AsSpan(0, count).Clear();
        count = 0;
    }
}
