using System.Globalization;
using Microsoft.Extensions.Options;
using Pipeline.Redis;
using Pipeline.Status;
using Pipeline.Storage;
using StackExchange.Redis;

namespace BlazorApp.Status;

/// <summary>
/// Knows whether the process still hears Redis, by sending itself a probe through it. <c>ConnectionRestored</c> fires before
/// the subscriptions live again, so it is the first probe that comes back after a gap that starts the reading of what was
/// missed. While nothing is disturbed, the probe also moves the feed's cursor along.
/// </summary>
public sealed partial class ListenerProbe(
    RedisConnection redis,
    StatusListener listener,
    StatusFeed feed,
    VideoStore store,
    FeedCounters counters,
    IOptions<ListenerOptions> options,
    TimeProvider clock,
    ILogger<ListenerProbe> logger) : BackgroundService
{
    private const int ResyncPage = 500;

    private readonly RedisChannel channel = RedisChannel.Literal($"live:probe:{Guid.NewGuid():N}");
    private readonly SemaphoreSlim catchingUp = new(1);
    private long lastHeard;
    private volatile bool gap = true; // until the first probe is heard, nothing was
    private (long Cursor, DateTimeOffset At)? sample;

    /// <summary>When the last probe came back; null when none did.</summary>
    public DateTimeOffset? LastHeard => Volatile.Read(ref lastHeard) is var ticks and > 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>Whether probes come back and what was missed in the last gap has been read.</summary>
    public bool Hears => !gap && LastHeard is { } heard && clock.GetUtcNow() - heard <= options.Value.DeafAfter;

    /// <summary>The time of the last probe from Redis and back; null when none came back.</summary>
    public TimeSpan? LastRoundTrip { get; private set; }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        feed.Cursor = await ReadCursorAsync(stoppingToken);
        var connection = await redis.OpenAsync(stoppingToken);
        connection.ConnectionFailed += OnConnectionChanged;
        connection.ConnectionRestored += OnConnectionChanged;
        try
        {
            await Task.WhenAll(HearAsync(connection, stoppingToken), SendAsync(connection, stoppingToken));
        }
        finally
        {
            connection.ConnectionFailed -= OnConnectionChanged;
            connection.ConnectionRestored -= OnConnectionChanged;
        }
    }

    private void OnConnectionChanged(object? sender, ConnectionFailedEventArgs change) => gap = true;

    private async Task SendAsync(IConnectionMultiplexer connection, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.Value.ProbeInterval, clock);
        do
        {
            if (LastHeard is { } heard && clock.GetUtcNow() - heard > options.Value.DeafAfter)
                gap = true;
            if (connection.IsConnected)
                await connection.GetSubscriber().PublishAsync(channel, clock.GetTimestamp(), CommandFlags.FireAndForget);
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private async Task HearAsync(IConnectionMultiplexer connection, CancellationToken cancellationToken)
    {
        var queue = await connection.GetSubscriber().SubscribeAsync(channel, options.Value.ProbeInterval, clock, cancellationToken);
        await foreach (var probe in queue.WithCancellation(cancellationToken))
        {
            if (!long.TryParse((string?)probe.Message, CultureInfo.InvariantCulture, out var sent))
                continue;
            Volatile.Write(ref lastHeard, clock.GetUtcNow().UtcTicks);
            LastRoundTrip = clock.GetElapsedTime(sent);
            _ = CatchUpAsync(cancellationToken);
        }
    }

    /// <summary>After a gap, passes on whatever moved since the cursor; otherwise moves the cursor to where the database was a lag ago.</summary>
    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        // What is read before every channel is listened to would miss what is announced between the two.
        if (listener.Subscriptions < StatusKind.All.Count)
            return;
        if (!await catchingUp.WaitAsync(TimeSpan.Zero, CancellationToken.None))
            return;
        try
        {
            if (gap)
                await ResyncAsync(cancellationToken);
            else
                await MoveCursorAsync(cancellationToken);
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

    private async Task ResyncAsync(CancellationToken cancellationToken)
    {
        // A connection that is lost while this reads raises the flag again, and the next probe reads once more.
        gap = false;
        sample = null;
        try
        {
            var (from, missed) = ((long?)feed.Cursor, 0);
            while (from is { } position && await store.GetStatusesSinceAsync(position, videoIds: null, ResyncPage, cancellationToken) is { } page)
            {
                foreach (var status in page.Statuses.Where(feed.Publish))
                {
                    counters.AddResynced();
                    missed++;
                }

                from = page.Next;
            }

            LogHears(missed);
        }
        catch
        {
            gap = true;
            throw;
        }
    }

    private async Task MoveCursorAsync(CancellationToken cancellationToken)
    {
        if (sample is { } taken && clock.GetUtcNow() - taken.At < options.Value.CursorLag)
            return;
        if (sample is { } old)
            feed.Cursor = old.Cursor;
        sample = (await ReadCursorAsync(cancellationToken), clock.GetUtcNow());
    }

    private async Task<long> ReadCursorAsync(CancellationToken cancellationToken) =>
        await store.GetAnnouncedCursorAsync(cancellationToken);

    [LoggerMessage(LogLevel.Information, "Redis is heard; {Missed} changes were missed before and have been read from the database")]
    private partial void LogHears(int missed);

    [LoggerMessage(LogLevel.Warning, "Could not read what was missed while Redis was not heard; trying again: {Reason}")]
    private partial void LogNotCaughtUp(string reason);
}
