using System.IO.Pipelines;
using BlazorApp.Status;
using Microsoft.AspNetCore.Connections;

namespace BlazorApp.EventStream;

/// <summary>
/// One reader that has caught up: whatever comes into its mailbox is written by the <see cref="DeliveryLoop"/> that it belongs to. It
/// holds no task, no timer and no buffer while nothing comes.
/// </summary>
/// <remarks>
/// Whatever touches the response happens in <see cref="Deliver"/>, which its loop calls and nobody else; the end of the request, the end of
/// a flush and the clock only ask the loop to come by.
/// </remarks>
internal sealed class LiveStream(
    EventStreamWriter writer, FeedSubscription subscription, StatusFeed feed, ListenerProbe probe, string epoch, DeliveryLoop loop) : IArrivals
{
    private List<FeedEvent>? rest; // taken, and not written yet because the client has to read first
    private TaskCompletionSource<IReadOnlyList<FeedEvent>>? live;
    private Exception? ending;
    private long written; // when, by the loop's clock; while a flush is under way, since when
    private volatile bool flushing;
    private volatile bool pingDue;
    private int asked;

    /// <summary>The reader has everything up to here.</summary>
    public long Sent { get; private set; }

    /// <summary>Where the loop keeps it.</summary>
    internal int Place { get; set; }

    /// <summary>Writes whatever comes, until the mailbox has run over.</summary>
    /// <returns>What is to be written after the reader has started over.</returns>
    /// <exception cref="TimeoutException">The client has not made room for what was written in time.</exception>
    /// <exception cref="ConnectionAbortedException">The client is gone.</exception>
    /// <exception cref="OperationCanceledException">The stream was told to end.</exception>
    public async Task<IReadOnlyList<FeedEvent>> RunAsync(CancellationToken cancellationToken)
    {
        var left = new TaskCompletionSource<IReadOnlyList<FeedEvent>>(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref written, loop.Now);
        loop.Join(this);
        Volatile.Write(ref live, left); // from here on the loop delivers, and may have left again before the next line
        Interlocked.Exchange(ref asked, 0); // after it: the loop may have come by in vain while this had left
        using var registration = cancellationToken.UnsafeRegister(
            static (stream, token) => ((LiveStream)stream!).End(new OperationCanceledException(token)), this);
        subscription.Tell(this);
        return await left.Task;
    }

    /// <summary>The time, and where to resume: the reader has everything up to there once it has been sent this.</summary>
    public ReadOnlyMemory<byte> Ping(long position)
    {
        Sent = Math.Max(Sent, position);
        return writer.Ping(new StreamCursor(position, epoch), probe.Hears);
    }

    /// <summary>A change, which the reader has once it has been sent this.</summary>
    public SharedFrame Frame(FeedEvent item)
    {
        Sent = Math.Max(Sent, item.Cursor);
        return item.Frame(epoch);
    }

    /// <summary>Something has arrived: the loop comes by, once for all that arrives until then.</summary>
    public void Note()
    {
        if (Volatile.Read(ref asked) == 0 && Interlocked.Exchange(ref asked, 1) == 0)
            loop.Ask(this);
    }

    /// <inheritdoc/>
    void IArrivals.Deliver()
    {
        if (Interlocked.Exchange(ref asked, 1) == 0)
            loop.Go(this);
    }

    /// <summary>The loop's clock has gone on.</summary>
    /// <param name="now">By the loop's clock.</param>
    internal void Tick(long now)
    {
        var isFlushing = flushing; // before the time, which is set before it: else a flush that has just begun might pass for an old one
        var since = loop.Elapsed(Volatile.Read(ref written), now);
        if (isFlushing && since >= writer.Timeout)
            End(new TimeoutException("The client did not read for too long."));
        else if (!isFlushing && since >= loop.PingAfter)
        {
            pingDue = true;
            Note();
        }
    }

    /// <summary>Writes what has arrived. Called by the loop only.</summary>
    /// <param name="round">What the loop has to work with, empty.</param>
    internal void Deliver(DeliveryRound round)
    {
        if (Volatile.Read(ref live) is null)
            return; // asked for just before it left
        try
        {
            if (Volatile.Read(ref ending) is { } reason)
            {
                Stop(reason);
            }
            else if (!flushing) // else it comes by again when the client has read
            {
                Interlocked.Exchange(ref asked, 0); // before the mailbox is emptied: what comes from now on asks anew
                Send(round);
            }
        }
        catch (Exception exception)
        {
            Leave().TrySetException(exception);
        }
    }

    private void Send(DeliveryRound round)
    {
        var passedOn = feed.Cursor;
        var taken = round.Taken;
        var again = rest is not null; // meanwhile more may have arrived, for which nobody asks any more
        if (again)
            (taken, rest) = (rest!, null);
        else if (subscription.Take(taken))
        {
            Leave().TrySetResult([.. taken]);
            return;
        }

        if (taken.Count == 0)
        {
            if (!pingDue)
                return;
            // What has been passed on by now had come to the mailbox, and that is empty.
            round.Add(new SharedFrame(Ping(passedOn).Span));
        }

        pingDue = false;
        var next = 0;
        while (next < taken.Count && !round.IsFull)
            round.Add(Frame(taken[next++]));
        if (next < taken.Count)
            rest = taken[next..];
        Send(round, again || rest is not null);
    }

    private void Send(DeliveryRound round, bool again)
    {
        Volatile.Write(ref written, loop.Now);
        var flush = writer.BeginSend(round);
        if (!flush.IsCompletedSuccessfully)
        {
            flushing = true;
            _ = FinishAsync(flush);
            return;
        }

        ThrowIfGone(flush.Result);
        if (again)
            Note();
    }

    // Goes on when the client has read, on whichever thread notices.
    private async Task FinishAsync(ValueTask<FlushResult> flush)
    {
        try
        {
            ThrowIfGone(await flush);
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref ending, exception, null);
        }

        flushing = false;
        loop.Ask(this);
    }

    private static void ThrowIfGone(FlushResult result)
    {
        if (result.IsCompleted)
            throw new ConnectionAbortedException();
    }

    private void End(Exception reason)
    {
        Interlocked.CompareExchange(ref ending, reason, null);
        loop.Ask(this);
    }

    private void Stop(Exception reason)
    {
        // The pipe must be idle before anybody else writes to it. The end of the flush brings the loop back here.
        if (flushing)
            writer.CancelSend();
        else
            Leave().TrySetException(reason);
    }

    private TaskCompletionSource<IReadOnlyList<FeedEvent>> Leave()
    {
        subscription.Tell(null);
        loop.Leave(this);
        var left = live!;
        live = null;
        return left;
    }
}
