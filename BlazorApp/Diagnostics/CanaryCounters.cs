using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using Pipeline.Observability;

namespace BlazorApp.Diagnostics;

/// <summary>What became of the canaries of this process. Exported as the meter <c>Live.Canary</c>, shown by diagnostics.</summary>
public sealed class CanaryCounters
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Live.Canary";

    private readonly Lock gate = new();
    private readonly Histogram<double> latency;
    private readonly Counter<long> lost;
    private CanaryReport report;
    private double? sinceLastLook;
    private long newest;

    /// <param name="meters">Where the meter is made.</param>
    /// <param name="options">Whether there are any.</param>
    public CanaryCounters(IMeterFactory meters, IOptions<CanaryOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        report = new(options.Value.Enabled ? CanaryState.Starting : CanaryState.Off, Milliseconds: null, 0, 0, 0, 0);
        var meter = meters.Create(MeterName);
        meter.CreateObservableCounter("live.canary.sent", () => Report.Sent, "{change}", "Canaries that this process sent off");
        latency = meter.CreateHistogram(
            "live.canary.latency", "s", "From before the transaction of a canary to its reader's mailbox: database, Redis, listener and feed",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5] });
        lost = meter.CreateCounter<long>("live.canary.lost", "{change}", "Canaries that did not arrive in time, by how far they came");
    }

    /// <summary>How it stands.</summary>
    public CanaryReport Report
    {
        get
        {
            lock (gate)
                return report;
        }
    }

    /// <summary>The longest latency since the last call, in milliseconds; null when none arrived. For one caller.</summary>
    internal double? TakeLatency()
    {
        lock (gate)
        {
            var taken = sinceLastLook;
            sinceLastLook = null;
            return taken;
        }
    }

    internal void AddSent()
    {
        lock (gate)
            report = report with { Sent = report.Sent + 1 };
    }

    internal void AddArrived(long number, TimeSpan elapsed)
    {
        latency.Record(elapsed.TotalSeconds);
        var milliseconds = elapsed.TotalMilliseconds;
        lock (gate)
        {
            sinceLastLook = Math.Max(sinceLastLook ?? 0, milliseconds);
            report = report with { Milliseconds = milliseconds, Arrived = report.Arrived + 1, State = After(number, CanaryState.Arriving) };
        }
    }

    internal void AddLost(long number, bool written)
    {
        var state = written ? CanaryState.Unheard : CanaryState.Unwritten;
        lost.Add(1, new KeyValuePair<string, object?>(Attributes.Outcome, written ? "unheard" : "unwritten"));
        lock (gate)
        {
            report = report with
            {
                State = After(number, state),
                Unheard = report.Unheard + (written ? 1 : 0),
                Unwritten = report.Unwritten + (written ? 0 : 1),
            };
        }
    }

    // An older one is given up for lost after newer ones have arrived.
    private CanaryState After(long number, CanaryState state)
    {
        if (number < newest)
            return report.State;
        newest = number;
        return state;
    }
}
