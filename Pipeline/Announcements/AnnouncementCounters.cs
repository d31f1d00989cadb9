using System.Diagnostics.Metrics;
using Pipeline.Status;

namespace Pipeline.Announcements;

/// <summary>What this process has announced. Exported as the meter <c>Live.Announcements</c>, shown by diagnostics.</summary>
public sealed class AnnouncementCounters
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Live.Announcements";

    private readonly Counter<long> publishedCounter;
    private readonly Histogram<long> receiversHistogram;
    private readonly Counter<long> failedCounter;
    private readonly Counter<long> sweptCounter;
    private long published;
    private long unheard;
    private long failed;
    private long swept;

    /// <param name="meters">Where the meter is made.</param>
    public AnnouncementCounters(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        publishedCounter = meter.CreateCounter<long>("live.announcements.published", "{message}", "Announcements that Redis accepted");
        receiversHistogram = meter.CreateHistogram<long>("live.announcements.receivers", "{subscriber}", "Subscribers that Redis passed an announcement to");
        failedCounter = meter.CreateCounter<long>("live.announcements.failed", "{message}", "Announcements that Redis did not take; the sweep repeats them");
        sweptCounter = meter.CreateCounter<long>("live.announcements.swept", "{message}", "Changes whose announcement was behind and that the sweep announced");
    }

    /// <summary>Announcements that Redis accepted.</summary>
    public long Published => Volatile.Read(ref published);

    /// <summary>Announcements that Redis accepted and passed to nobody.</summary>
    public long Unheard => Volatile.Read(ref unheard);

    /// <summary>Announcements that Redis did not take.</summary>
    public long Failed => Volatile.Read(ref failed);

    /// <summary>Changes that the sweep found unannounced and announced.</summary>
    public long Swept => Volatile.Read(ref swept);

    internal void AddPublished(StatusKind kind, long receivers)
    {
        Interlocked.Increment(ref published);
        if (receivers == 0)
            Interlocked.Increment(ref unheard);
        var tag = new KeyValuePair<string, object?>("channel", kind.Channel);
        publishedCounter.Add(1, tag);
        receiversHistogram.Record(receivers, tag);
    }

    internal void AddFailed(int count)
    {
        Interlocked.Add(ref failed, count);
        failedCounter.Add(count);
    }

    internal void AddSwept(int count)
    {
        Interlocked.Add(ref swept, count);
        sweptCounter.Add(count);
    }
}
