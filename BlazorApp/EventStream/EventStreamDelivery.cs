using BlazorApp.Status;

namespace BlazorApp.EventStream;

/// <summary>What one reader is sent: the snapshot or what it missed, then every change (<see cref="LiveStream"/>). It never waits for any other reader.</summary>
internal sealed partial class EventStreamDelivery(
    EventStreamWriter writer,
    FeedSubscription subscription,
    StatusFeed feed,
    ListenerProbe probe,
    SnapshotReads reads,
    DeliveryLoop loop,
    EventStreamCount count,
    EventStreamOptions options,
    TimeProvider clock,
    ILogger<EventStreamDelivery> logger)
{
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromSeconds(1);

    private readonly IReadOnlyCollection<string>? videos = subscription.Filter.VideoIds;
    private string epoch = "";
    private LiveStream live = null!; // from the moment the epoch is known
    private long after = reads.Round; // what was read in a later round was read since the mailbox collects

    /// <summary>Delivers until the reader is gone, too slow, or the process stops; each ends in an exception of its own.</summary>
    /// <inheritdoc cref="EventStreamWriter.FlushAsync" path="/exception"/>
    public async Task RunAsync(StreamEpoch epochs, string? lastEventId, CancellationToken cancellationToken)
    {
        epoch = await ReadAsync(epochs.ReadAsync, cancellationToken);
        live = new LiveStream(writer, subscription, feed, probe, epoch, loop);
        await CatchUpAsync(lastEventId, cancellationToken);
        while (true)
        {
            var left = await live.RunAsync(cancellationToken);
            await StartOverAsync(cancellationToken);
            foreach (var item in left.Where(item => !item.IsSuperseded)) // what was read meanwhile may be newer than a short form that waited
            {
                writer.Write(live.Frame(item).Bytes.Span);
                if (writer.IsFull)
                    await writer.FlushAsync();
            }

            await writer.FlushAsync();
        }
    }

    private async Task CatchUpAsync(string? lastEventId, CancellationToken cancellationToken)
    {
        if (lastEventId is not null)
        {
            var served = StreamCursor.Parse(lastEventId) is { } cursor && cursor.Epoch == epoch && await SendSinceAsync(cursor.Position, cancellationToken);
            count.AddResume(served);
            if (served)
                return;
            writer.WriteReset("unknown-cursor");
        }

        await SendSnapshotAsync(cancellationToken);
    }

    /// <summary>
    /// Makes whole what was dropped from a full mailbox. The snapshot of some videos does; that of all videos would be short of
    /// what has finished meanwhile, so there it is everything that changed since the reader had all.
    /// </summary>
    private async Task StartOverAsync(CancellationToken cancellationToken)
    {
        after = reads.Round; // the mailbox begins anew
        count.AddReset();
        writer.WriteReset("too-slow");
        if (videos is not null || !await SendSinceAsync(live.Sent, cancellationToken))
            await SendSnapshotAsync(cancellationToken);
    }

    private async Task SendSnapshotAsync(CancellationToken cancellationToken)
    {
        var page = await ReadAsync(token => reads.ReadAsync(new SnapshotRequest(videos, Since: null), after, token), cancellationToken);
        await SendAsync(page!, certain: long.MaxValue);
        writer.Write(live.Ping(page!.Cursor).Span);
        await writer.FlushAsync();
    }

    /// <summary>Sends what changed since, page after page; nothing but one page is held.</summary>
    /// <returns><see langword="false"/> when the position has not been reached by this database.</returns>
    private async Task<bool> SendSinceAsync(long position, CancellationToken cancellationToken)
    {
        // A page that reaches beyond what is settled may be short of a change that is committed later at a lower position. That
        // one comes through the mailbox, and until it did the reader must not come back with a cursor above it.
        var certain = long.MaxValue;
        for (var next = (long?)position; next is { } since;)
        {
            var page = await ReadAsync(token => reads.ReadAsync(new SnapshotRequest(videos, since), after, token), cancellationToken);
            if (page is null)
                return false;
            await SendAsync(page, certain);
            if (page.Next is null || page.Next > page.Cursor)
                certain = Math.Min(certain, page.Cursor);
            next = page.Next;
        }

        writer.Write(live.Ping(certain).Span);
        await writer.FlushAsync();
        return true;
    }

    private async Task SendAsync(StatusPage page, long certain)
    {
        foreach (var status in page.Statuses)
        {
            subscription.NoteRead(status.Key, status.Order, status.Position);
            // They come in the order of their positions, so a reader cut off in the middle resumes after the last one it got.
            await writer.WriteAsync(status.Cursor <= certain ? status.Frame : EventFrame.WithoutCursor(status.Frame));
        }

        await writer.FlushAsync();
    }

    private async Task<T> ReadAsync<T>(Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await WaitAsync(read(cancellationToken), cancellationToken);
            }
            catch (System.Data.Common.DbException exception)
            {
                subscription.NoteFailedRead();
                LogNotRead(exception.Message);
                writer.Write(writer.Ping(cursor: null, probe.Hears));
                await writer.FlushAsync();
                await Task.Delay(ReadAgainAfter, clock, cancellationToken);
            }
        }
    }

    // A database that is slow to answer is no silent stream.
    private async Task<T> WaitAsync<T>(Task<T> reading, CancellationToken cancellationToken)
    {
        while (true)
        {
            await ((Task)reading).WaitAsync(options.Heartbeat, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (reading.IsCompleted)
                return await reading;
            cancellationToken.ThrowIfCancellationRequested();
            writer.Write(writer.Ping(cursor: null, probe.Hears));
            await writer.FlushAsync();
        }
    }

    [LoggerMessage(LogLevel.Warning, "The statuses for an event stream could not be read; trying again: {Reason}")]
    private partial void LogNotRead(string reason);
}
