using System.Collections.Concurrent;
using System.Data.Common;
using BlazorApp.Status;
using Microsoft.Extensions.Options;
using Pipeline.Status;
using Pipeline.Storage;

namespace BlazorApp.Diagnostics;

/// <summary>
/// Sends itself a made-up change every second, whatever becomes of those before, by the way of every change: written in a
/// transaction, announced, through Redis, heard, passed on, taken out of a mailbox; and times it, on one clock. As with every status the newest says
/// what older ones said, so with it they have arrived as well. It has a kind, a channel and a row of its own (see <see cref="CanaryStore"/>), so nobody else can see it, and each process hears that of every other and times
/// its own.
/// </summary>
public sealed partial class Canary(
    CanaryStore store, StatusFeed feed, ListenerCounters listener, CanaryCounters counters, IOptions<CanaryOptions> options, TimeProvider clock, ILogger<Canary> logger) : BackgroundService
{
    private readonly StatusKey key = new($"{Guid.NewGuid():N}", StatusKind.Canary, Language.Default);
    private readonly ConcurrentDictionary<long, Flight> onTheWay = [];
    private Task writing = Task.CompletedTask;
    private long last;

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (last > 0)
            await Task.Run(() => LeaveAsync(cancellationToken), cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled)
            return;
        using var subscription = feed.Subscribe(StatusFilter.Synthetic(key));
        await TryRemoveAsync(stoppingToken); // what others left behind
        await Task.WhenAll(SendAsync(stoppingToken), HearAsync(subscription, stoppingToken));
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.Value.Interval, clock);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            GiveUp();
            if (!listener.HeardCanaries)
                continue; // of a process that is still starting, none could arrive
            var (number, flight) = (++last, new Flight(clock.GetTimestamp()));
            onTheWay[number] = flight;
            counters.AddSent();
            // While one is still being written the next waits for its turn, which the newest then has. On a thread of its own, because SQLite makes
            // the caller wait where another program holds the file.
            if (writing.IsCompleted)
                writing = Task.Run(() => WriteAsync(number, cancellationToken), cancellationToken);
        }
    }

    private async Task WriteAsync(long number, CancellationToken cancellationToken)
    {
        try
        {
            await store.WriteAsync(key.VideoId, number, cancellationToken);
            foreach (var (_, flight) in UpTo(number))
                flight.Written = true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogUnwritten(exception.Message);
            if (onTheWay.TryRemove(number, out _))
                counters.AddLost(number, written: false);
        }
    }

    private async Task HearAsync(FeedSubscription subscription, CancellationToken cancellationToken)
    {
        while (true)
        {
            foreach (var item in (await subscription.TakeAsync(cancellationToken)).Events)
            {
                foreach (var (number, flight) in UpTo(item.Change.Order))
                {
                    if (onTheWay.TryRemove(number, out _))
                        counters.AddArrived(number, clock.GetElapsedTime(flight.Begun));
                }
            }
        }
    }

    private IEnumerable<KeyValuePair<long, Flight>> UpTo(long number) => onTheWay.Where(flight => flight.Key <= number).OrderBy(flight => flight.Key);

    private void GiveUp()
    {
        foreach (var (number, flight) in UpTo(last))
        {
            if (clock.GetElapsedTime(flight.Begun) >= options.Value.LostAfter && onTheWay.TryRemove(number, out _))
                counters.AddLost(number, flight.Written);
        }
    }

    // Only when nothing is written any more: a canary that still waited for the write lock would be there again afterwards.
    private async Task LeaveAsync(CancellationToken cancellationToken)
    {
        await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await TryRemoveAsync(cancellationToken);
    }

    private async Task TryRemoveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await store.RemoveAsync(key.VideoId, clock.GetUtcNow(), cancellationToken);
        }
        catch (DbException exception)
        {
            LogLeft(exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Debug, "The database did not take the canary: {Reason}")]
    private partial void LogUnwritten(string reason);

    [LoggerMessage(LogLevel.Debug, "Canaries were left in the database for the next process to remove: {Reason}")]
    private partial void LogLeft(string reason);

    private sealed class Flight(long begun)
    {
        private volatile bool written;

        public long Begun { get; } = begun;

        public bool Written
        {
            get => written;
            set => written = value;
        }
    }
}
