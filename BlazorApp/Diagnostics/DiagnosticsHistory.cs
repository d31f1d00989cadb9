using BlazorApp.EventStream;
using BlazorApp.Status;

namespace BlazorApp.Diagnostics;

/// <summary>The last five minutes of this process, second by second, in a fixed amount of memory; kept whether or not anybody looks.</summary>
public sealed class DiagnosticsHistory(
    FeedCounters counters, CircuitCount circuits, EventStreamCount streams, QueueGauges queue, CanaryCounters canary, TimeProvider clock) : BackgroundService
{
    /// <summary>How many seconds are kept.</summary>
    public const int Capacity = 300;

    private const int Recently = 60; // seconds

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly DiagnosticsSample[] ring = new DiagnosticsSample[Capacity];
    private int count;
    private Totals? last;

    /// <summary>The newest second; null before the first has passed.</summary>
    public DiagnosticsSample? Newest
    {
        get
        {
            lock (gate)
                return count == 0 ? null : ring[(count - 1) % Capacity];
        }
    }

    /// <summary>Readers told within the last minute to read everything anew.</summary>
    public int RecentResets => Read(Recently).Sum(sample => sample.Resets);

    /// <summary>The newest seconds, the oldest of them first.</summary>
    public IReadOnlyList<DiagnosticsSample> Read(int most = Capacity)
    {
        lock (gate)
        {
            var samples = new DiagnosticsSample[Math.Min(count, Math.Min(most, Capacity))];
            for (var index = 0; index < samples.Length; index++)
                samples[index] = ring[(count - samples.Length + index) % Capacity];
            return samples;
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Take();
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            Take();
    }

    /// <summary>Notes what passed since the last call; the first one only begins.</summary>
    internal void Take()
    {
        var now = Count();
        (var begun, last) = (last, now);
        if (begun is not { } before)
            return;
        // A process that was held up takes fewer and longer seconds, and what is told per second stays true.
        var seconds = clock.GetElapsedTime(before.Moment, now.Moment).TotalSeconds;
        var (median, highest) = counters.Delivery.Take();
        var sample = new DiagnosticsSample(
            clock.GetUtcNow(),
            (now.Received - before.Received) / seconds,
            (now.Delivered - before.Delivered) / seconds,
            median,
            highest,
            circuits.Connected,
            streams.Open,
            queue.Waiting,
            queue.OldestAge.TotalSeconds,
            canary.TakeLatency(),
            (int)(now.Lost - before.Lost),
            (int)(now.Resets - before.Resets));
        lock (gate)
        {
            ring[count % Capacity] = sample;
            count = count + 1 < 2 * Capacity ? count + 1 : Capacity;
        }
    }

    private Totals Count() => new(clock.GetTimestamp(), counters.Received, counters.Delivered, canary.Report.Lost, counters.Resets);

    private readonly record struct Totals(long Moment, long Received, long Delivered, long Lost, long Resets);
}
