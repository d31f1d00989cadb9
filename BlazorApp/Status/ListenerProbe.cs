using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Options;
using Pipeline.Redis;
using Pipeline.Storage;
using StackExchange.Redis;

namespace BlazorApp.Status;

/// <summary>
/// Knows whether the process still hears Redis, by sending itself a probe through it. A probe that came back by the socket that
/// also brought the one before proves that nothing in between was lost, so the feed's cursor may move to what was announced
/// before it was sent. After anything else the first probe that comes back starts the reading of what was missed, and not
/// <c>ConnectionRestored</c>, which fires before the subscriptions live again.
/// </summary>
public sealed partial class ListenerProbe(
    RedisConnection redis,
    StatusListener listener,
    StatusFeed feed,
    VideoStore store,
    FeedCounters feedCounters,
    ListenerCounters counters,
    RecentEvents recent,
    IOptions<ListenerOptions> options,
    TimeProvider clock,
    ILogger<ListenerProbe> logger) : BackgroundService
{
    private const int ResyncPage = 500;
    private const int MostOnTheWay = 64;

    private readonly RedisChannel channel = RedisChannel.Literal($"live:probe:{Guid.NewGuid():N}");
    private readonly ConcurrentDictionary<long, Probe> onTheWay = [];
    private readonly SemaphoreSlim catchingUp = new(1);
    private volatile RedisLink? probed;
    private volatile Mark? whole; // until the first probe is heard, nothing was
    private int silentTurns;

    /// <summary>Whether probes come back, and everything that may have been missed has been read.</summary>
    public bool Hears => whole is { } mark && mark == Now && counters.ProbeAge <= options.Value.DeafAfter;

    /// <summary>How things stand with what could have been missed; null while nothing can be heard.</summary>
    private Mark? Now => probed is { } link ? new Mark(link, link.Sockets, counters.Shed) : null;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        counters.IsHearing = () => Hears;
        await StartCursorAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            var link = await redis.OpenAsync(stoppingToken);
            using var until = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, link.Replaced);
            try
            {
                await Task.WhenAll(HearAsync(link, until.Token), SendAsync(link, until.Token));
            }
            catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
            {
                probed = null;
                NoteGap();
            }
        }
    }

    private async Task StartCursorAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.Value.ProbeInterval, clock);
        while (true)
        {
            try
            {
                feed.Cursor = await store.GetCursorAsync(cancellationToken);
                return;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogNotCaughtUp(exception.Message);
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private async Task SendAsync(RedisLink link, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.Value.ProbeInterval, clock);
        var reading = ReadCursorAsync(cancellationToken);
        silentTurns = 0;
        var turn = clock.GetTimestamp();
        do
        {
            NoteGap();
            // Counted in turns that came in time: a process that was stopped itself, or gets no processor, finds its probes when it goes on.
            var (last, interval) = (turn, options.Value.ProbeInterval);
            turn = clock.GetTimestamp();
            if (probed == link && link.Multiplexer.IsConnected && clock.GetElapsedTime(last, turn) < 2 * interval
                && Interlocked.Increment(ref silentTurns) * interval > options.Value.DeafAfter)
            {
                await redis.ReplaceAsync(link);
                return;
            }

            if (!link.Multiplexer.IsConnected)
                continue;
            if (onTheWay.Count >= MostOnTheWay)
                onTheWay.Clear();
            var sent = clock.GetTimestamp();
            // The cursor was read before; the mark is taken before the channels are looked at, so it holds only if they are subscribed on that socket.
            onTheWay[sent] = new Probe(reading.IsCompletedSuccessfully ? await reading : null, Now is { } mark && listener.IsSubscribedBy(link) ? mark : null);
            await link.Subscriber.PublishAsync(channel, sent, CommandFlags.FireAndForget);
            if (reading.IsCompleted)
                reading = ReadCursorAsync(cancellationToken);
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private async Task HearAsync(RedisLink link, CancellationToken cancellationToken)
    {
        var queue = await link.Subscriber.SubscribeAsync(channel, options.Value.ProbeInterval, clock, cancellationToken);
        probed = link;
        await foreach (var message in queue.WithCancellation(cancellationToken))
        {
            if (!long.TryParse((string?)message.Message, CultureInfo.InvariantCulture, out var sent) || !onTheWay.TryRemove(sent, out var probe))
                continue;
            Volatile.Write(ref silentTurns, 0);
            counters.NoteProbe(sent);
            foreach (var older in onTheWay.Keys.Where(other => other < sent))
                onTheWay.TryRemove(older, out _);
            _ = CatchUpAsync(probe, cancellationToken);
        }
    }

    /// <summary>After a gap, passes on whatever moved since the cursor; otherwise moves the cursor along.</summary>
    private async Task CatchUpAsync(Probe probe, CancellationToken cancellationToken)
    {
        if (probe.Mark is not { } mark || !await catchingUp.WaitAsync(TimeSpan.Zero, CancellationToken.None))
            return;
        try
        {
            NoteGap();
            if (whole == mark)
                await MoveCursorAsync(mark, probe.Cursor, cancellationToken);
            else if (Now is { } now && now.IsSameSocketAs(mark))
                await ResyncAsync(now, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNotCaughtUp(exception.Message);
        }
        finally
        {
            catchingUp.Release();
        }
    }

    private async Task MoveCursorAsync(Mark mark, long? cursor, CancellationToken cancellationToken)
    {
        if (cursor is not { } announced || announced <= feed.Cursor)
            return;
        await listener.CaughtUpAsync(cancellationToken);
        if (mark == Now) // else something was shed meanwhile
            feed.Cursor = announced;
    }

    private async Task ResyncAsync(Mark now, CancellationToken cancellationToken)
    {
        // Read first: whatever is committed by then is among the pages, and what comes later is heard, or is above this.
        var reached = await store.GetCursorAsync(cancellationToken);
        var (from, missed) = (feed.Cursor, 0);
        while (true)
        {
            if (await store.GetStatusesSinceAsync(from, videoIds: null, ResyncPage, cancellationToken) is not { } page)
            {
                LogAnotherDatabase(from);
                return;
            }

            foreach (var status in page.Statuses.Where(change => feed.Publish(change)))
            {
                feedCounters.AddResynced();
                recent.Add(status, EventOutcome.ReadFromStore);
                missed++;
            }

            if (page.Next is not { } next)
                break;
            from = next;
        }

        feed.Cursor = reached;
        whole = now;
        LogHears(missed);
    }

    private void NoteGap()
    {
        if (whole is not { } mark || mark == Now)
            return;
        whole = null;
        counters.AddGap();
    }

    private async Task<long?> ReadCursorAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await store.GetAnnouncedCursorAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogCursorUnread(exception.Message);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Information, "Redis is heard; {Missed} changes were missed before and have been read from the database")]
    private partial void LogHears(int missed);

    [LoggerMessage(LogLevel.Warning, "Could not read what was missed while Redis was not heard; trying again: {Reason}")]
    private partial void LogNotCaughtUp(string reason);

    [LoggerMessage(LogLevel.Debug, "How far the announcements have come could not be read: {Reason}")]
    private partial void LogCursorUnread(string reason);

    [LoggerMessage(LogLevel.Error, "The database does not reach up to {Cursor}, where it was before: it is another one. Restart the app")]
    private partial void LogAnotherDatabase(long cursor);

    /// <summary>A probe on its way.</summary>
    /// <param name="Cursor">What had been announced before it was sent.</param>
    /// <param name="Mark">How things stood then, if every channel was subscribed.</param>
    private sealed record Probe(long? Cursor, Mark? Mark);

    /// <summary>As long as this is the same, nothing was missed.</summary>
    private sealed record Mark(RedisLink Link, long Sockets, long Shed)
    {
        public bool IsSameSocketAs(Mark other) => (Link, Sockets) == (other.Link, other.Sockets);
    }
}
