using System.Diagnostics.Metrics;

namespace BlazorApp.Status;

/// <summary>What has come through the feed. Exported as the meter <c>Live.Feed</c>, shown by diagnostics.</summary>
public sealed class FeedCounters
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Live.Feed";

    private readonly Histogram<double> deliveryDuration;
    private long received;
    private long rejected;
    private long disbelieved;
    private long shortForms;
    private long published;
    private long late;
    private long delivered;
    private long resynced;
    private long resets;
    private long readsFailed;
    private long lastReceived;

    /// <param name="meters">Where the meter is made.</param>
    public FeedCounters(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        meter.CreateObservableCounter("live.listener.received", () => Received, "{message}", "Messages heard on the status channels");
        meter.CreateObservableCounter("live.listener.rejected", () => Rejected, "{message}", "Messages skipped because they are not in the contract");
        meter.CreateObservableCounter(
            "live.listener.disbelieved", () => Disbelieved, "{message}", "Messages passed on without the revision they claim, because the database cannot have handed it out");
        meter.CreateObservableCounter("live.listener.short_forms", () => ShortForms, "{message}", "Messages without a revision, published by other programs");
        meter.CreateObservableCounter("live.feed.published", () => Published, "{change}", "Changes passed on to those who watch");
        meter.CreateObservableCounter("live.feed.late", () => Late, "{change}", "Changes held back because a newer one had been passed on");
        meter.CreateObservableCounter("live.feed.delivered", () => Delivered, "{change}", "Changes put into mailboxes, one per subscriber");
        meter.CreateObservableCounter("live.feed.resynced", () => Resynced, "{change}", "Changes that were missed and came from the store after a gap");
        meter.CreateObservableCounter("live.feed.resets", () => Resets, "{reset}", "Full mailboxes whose subscriber was told to read everything anew");
        meter.CreateObservableCounter(
            "live.feed.reads_failed", () => Volatile.Read(ref readsFailed), "{read}", "Readings of the store by pages and streams that failed and are made again");
        deliveryDuration = meter.CreateHistogram(
            "live.feed.delivery_duration", "s", "From taking a message off its channel to having it in the mailbox of all who watch",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5] });
    }

    /// <summary>Messages heard on the status channels.</summary>
    public long Received => Volatile.Read(ref received);

    /// <summary>Messages skipped because they are not in the contract.</summary>
    public long Rejected => Volatile.Read(ref rejected);

    /// <summary>Messages passed on without the revision that they claim.</summary>
    public long Disbelieved => Volatile.Read(ref disbelieved);

    /// <summary>Messages without a revision.</summary>
    public long ShortForms => Volatile.Read(ref shortForms);

    /// <summary>Changes passed on.</summary>
    public long Published => Volatile.Read(ref published);

    /// <summary>Changes held back because a newer one had been passed on.</summary>
    public long Late => Volatile.Read(ref late);

    /// <summary>Changes put into mailboxes.</summary>
    public long Delivered => Volatile.Read(ref delivered);

    /// <summary>Changes that were missed and came from the store.</summary>
    public long Resynced => Volatile.Read(ref resynced);

    /// <summary>Full mailboxes, of pages and streams, whose subscriber was told to read everything anew.</summary>
    public long Resets => Volatile.Read(ref resets);

    /// <summary>How long the deliveries took that are exported as <c>live.feed.delivery_duration</c>, since somebody last took it.</summary>
    internal LatencyWindow Delivery { get; } = new();

    /// <summary>When the last message was heard on a status channel; null when none was.</summary>
    public DateTimeOffset? LastReceived => Volatile.Read(ref lastReceived) is var ticks and > 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    internal void AddReceived(DateTimeOffset now)
    {
        Interlocked.Increment(ref received);
        Volatile.Write(ref lastReceived, now.UtcTicks);
    }

    internal void AddRejected() => Interlocked.Increment(ref rejected);

    internal void AddDisbelieved() => Interlocked.Increment(ref disbelieved);

    internal void AddShortForm() => Interlocked.Increment(ref shortForms);

    internal void AddPublished(int subscribers)
    {
        Interlocked.Increment(ref published);
        Interlocked.Add(ref delivered, subscribers);
    }

    internal void AddDelivered(TimeSpan duration)
    {
        deliveryDuration.Record(duration.TotalSeconds);
        Delivery.Add(duration);
    }

    internal void AddReset() => Interlocked.Increment(ref resets);

    internal void AddFailedRead() => Interlocked.Increment(ref readsFailed);

    internal void AddLate() => Interlocked.Increment(ref late);

    internal void AddResynced() => Interlocked.Increment(ref resynced);
}
