using System.Diagnostics.Metrics;
using Pipeline.Observability;

namespace Pipeline.Webhooks;

/// <summary>The notices by webhook in figures. Exported as the meter <c>Live.Webhooks</c>.</summary>
public sealed class WebhookCounters
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Live.Webhooks";

    private readonly TimeProvider clock;
    private readonly Counter<long> attempts;
    private readonly ObservableGauge<long> pendingGauge;
    private readonly ObservableGauge<double> oldestGauge;
    private volatile Dictionary<string, long> pending = [];

    /// <param name="meters">Where the meter is made.</param>
    /// <param name="clock">Measures ages.</param>
    public WebhookCounters(IMeterFactory meters, TimeProvider clock)
    {
        this.clock = clock;
        var meter = meters.Create(MeterName);
        attempts = meter.CreateCounter<long>("live.webhooks.attempts", "{attempt}", "Attempts to deliver a notice, by what they came to");
        pendingGauge = meter.CreateObservableGauge("live.webhooks.pending", () => (long)pending.Count, "{notice}", "Notices that wait for an attempt, 1,000 at most");
        oldestGauge = meter.CreateObservableGauge(
            "live.webhooks.oldest_age", () => OldestAge.TotalSeconds, "s", "How long this process has seen the oldest of them wait");
    }

    /// <summary>Whether somebody collects what <see cref="NotePending"/> is told.</summary>
    public bool IsCollected => pendingGauge.Enabled || oldestGauge.Enabled;

    private TimeSpan OldestAge => pending is { Count: > 0 } seen ? clock.GetElapsedTime(seen.Values.Min()) : TimeSpan.Zero;

    /// <summary>Notes which notices wait now.</summary>
    public void NotePending(IReadOnlyCollection<string> ids)
    {
        var (now, seen) = (clock.GetTimestamp(), pending);
        pending = ids.ToDictionary(id => id, id => seen.TryGetValue(id, out var since) ? since : now);
    }

    internal void Add(DeliveryOutcome outcome) => attempts.Add(1, new KeyValuePair<string, object?>(Attributes.Outcome, outcome switch
    {
        DeliveryOutcome.Delivered => "delivered",
        DeliveryOutcome.Failed => "failed",
        DeliveryOutcome.GivenUp => "given_up",
        _ => "stopped",
    }));
}
