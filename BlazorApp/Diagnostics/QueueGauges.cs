using System.Data.Common;
using System.Diagnostics.Metrics;
using Pipeline.Status;
using Pipeline.Storage;

namespace BlazorApp.Diagnostics;

/// <summary>
/// How many jobs wait for a worker, and for how long. Exported as the meter <c>Live.Queue</c>, charted by
/// diagnostics. An age is the time for which this process has seen the job wait, so no author's clock matters.
/// </summary>
public sealed partial class QueueGauges : BackgroundService
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Live.Queue";

    /// <summary>How many of those that wait are looked at.</summary>
    public const int Most = 10_000;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly VideoStore store;
    private readonly TimeProvider clock;
    private readonly ILogger<QueueGauges> logger;
    private volatile Dictionary<StatusKey, long> waiting = [];

    /// <param name="meters">Where the meter is made.</param>
    /// <param name="store">Knows what waits.</param>
    /// <param name="clock">Measures ages.</param>
    /// <param name="logger">Told when the database does not answer.</param>
    public QueueGauges(IMeterFactory meters, VideoStore store, TimeProvider clock, ILogger<QueueGauges> logger)
    {
        ArgumentNullException.ThrowIfNull(meters);
        (this.store, this.clock, this.logger) = (store, clock, logger);
        var meter = meters.Create(MeterName);
        meter.CreateObservableGauge("live.queue.waiting", () => (long)Waiting, "{job}", "Jobs that wait for a worker, 10,000 at most");
        meter.CreateObservableGauge(
            "live.queue.oldest_age", () => OldestAge.TotalSeconds, "s", "How long this process has seen the oldest of them wait");
    }

    /// <summary>Jobs that waited at the last look, <see cref="Most"/> at most.</summary>
    public int Waiting => waiting.Count;

    /// <summary>For how long this process has seen the oldest of them wait; it goes on while the database cannot be read.</summary>
    public TimeSpan OldestAge => waiting is { Count: > 0 } seen ? clock.GetElapsedTime(seen.Values.Min()) : TimeSpan.Zero;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await LookAsync(stoppingToken);
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var (now, seen) = (clock.GetTimestamp(), waiting);
            waiting = (await store.GetWaitingAsync(Most, cancellationToken)).ToDictionary(key => key, key => seen.TryGetValue(key, out var since) ? since : now);
        }
        catch (DbException exception)
        {
            LogAway(exception.Message); // what was seen last goes on to age
        }
    }

    [LoggerMessage(LogLevel.Debug, "What waits for a worker could not be read: {Reason}")]
    private partial void LogAway(string reason);
}
