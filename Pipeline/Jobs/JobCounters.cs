using System.Diagnostics.Metrics;
using Pipeline.Observability;
using Pipeline.Status;

namespace Pipeline.Jobs;

/// <summary>The jobs in figures, as far as this process performs them or watches their leases. Exported as the meter <c>Live.Jobs</c>.</summary>
public sealed class JobCounters
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Live.Jobs";

    private readonly Histogram<double> duration;
    private readonly Counter<long> expired;
    private long unrenewedTicks;

    /// <param name="meters">Where the meter is made.</param>
    public JobCounters(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        duration = meter.CreateHistogram(
            "live.jobs.duration", "s", "How long a worker had a job in hand, by how that ended",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 0.5, 1, 5, 10, 30, 60, 300, 900, 3600] });
        expired = meter.CreateCounter<long>("live.leases.expired", "{lease}", "Leases that ended without a word from their holder, by what became of the job");
        meter.CreateObservableGauge(
            "live.leases.unrenewed_age", () => TimeSpan.FromTicks(Volatile.Read(ref unrenewedTicks)).TotalSeconds, "s",
            "How long the lease of a worker has been seen unrenewed, of all the longest");
    }

    /// <summary>A worker has a job in hand no longer.</summary>
    /// <param name="kind">What was done.</param>
    /// <param name="outcome">How it ended, a word: <c>completed</c>, <c>failed</c>, <c>cancelled</c>, <c>released</c>, <c>lost</c>.</param>
    /// <param name="inHand">How long the worker had it.</param>
    public void AddEnded(StatusKind kind, string outcome, TimeSpan inHand)
    {
        ArgumentNullException.ThrowIfNull(kind);
        duration.Record(inHand.TotalSeconds, new(Attributes.Kind, kind.Name), new(Attributes.Outcome, outcome));
    }

    internal void AddExpired(StatusKind kind, StatusState became) =>
        expired.Add(1, new(Attributes.Kind, kind.Name), new(Attributes.Outcome, became.Name));

    internal void NoteUnrenewed(TimeSpan longest) => Volatile.Write(ref unrenewedTicks, longest.Ticks);
}
