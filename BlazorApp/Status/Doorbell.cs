using System.Threading.Tasks.Sources;

namespace BlazorApp.Status;

/// <summary>
/// Wakes the one who waits, on the thread that rings. A ring while nobody waits is not lost, and many are as good as one.
/// </summary>
internal sealed class Doorbell : IValueTaskSource, IThreadPoolWorkItem
{
    private const int Quiet = 0;
    private const int Rung = 1;
    private const int Awaited = 2;

    private ManualResetValueTaskSourceCore<bool> source; // goes on on the thread that completes it
    private int state;

    /// <summary>Ends at the next ring, or at once after one that nobody has waited for. For one caller at a time.</summary>
    public ValueTask WaitAsync()
    {
        source.Reset();
        if (Interlocked.CompareExchange(ref state, Awaited, Quiet) == Quiet)
            return new ValueTask(this, source.Version);
        Interlocked.Exchange(ref state, Quiet); // a full fence: what the caller looks at next is not looked at before
        return ValueTask.CompletedTask;
    }

    /// <summary>Rings; whoever waits goes on before this returns.</summary>
    public void Ring()
    {
        // Only of two rings at the same moment does the second find the first one's.
        if (Interlocked.CompareExchange(ref state, Rung, Quiet) != Quiet && Interlocked.CompareExchange(ref state, Quiet, Awaited) == Awaited)
            source.SetResult(true);
    }

    /// <summary>Rings; whoever waits goes on on another thread.</summary>
    public void RingElsewhere()
    {
        // One that nobody waits for has been heard by then.
        if (Interlocked.CompareExchange(ref state, Rung, Quiet) == Awaited)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <inheritdoc/>
    void IThreadPoolWorkItem.Execute() => Ring();

    /// <inheritdoc/>
    void IValueTaskSource.GetResult(short token) => source.GetResult(token);

    /// <inheritdoc/>
    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => source.GetStatus(token);

    /// <inheritdoc/>
    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        source.OnCompleted(continuation, state, token, flags);
}
