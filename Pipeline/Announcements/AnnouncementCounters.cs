using System.Diagnostics.Metrics;
using Pipeline.Observability;
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
    private readonly Counter<long> unheardCounter;
    private readonly TimeProvider clock;
    private long published;
    private long unheard;
    private long failed;
    private long swept;
    private long owed;
    private long owedSince;

    /// <param name="meters">Where the meter is made.</param>
    /// <param name="clock">Measures the age of what is owed.</param>
    public AnnouncementCounters(IMeterFactory meters, TimeProvider clock)
    {
        this.clock = clock;
        var meter = meters.Create(MeterName);
        publishedCounter = meter.CreateCounter<long>("live.announcements.published", "{message}", "Announcements that Redis accepted");
        receiversHistogram = meter.CreateHistogram<long>("live.announcements.receivers", "{subscriber}", "Subscribers that Redis passed an announcement to");
        failedCounter = meter.CreateCounter<long>("live.announcements.failed", "{message}", "Announcements that Redis did not take; the sweep repeats them");
        sweptCounter = meter.CreateCounter<long>("live.announcements.swept", "{message}", "Changes whose announcement was behind and that the sweep announced");
        unheardCounter = meter.CreateCounter<long>("live.announcements.unheard", "{message}", "Announcements that Redis accepted and passed to nobody");
        meter.CreateObservableGauge("live.announcements.owed", () => Owed, "{change}", "Changes in the database that are not known to be announced, whoever's they are");
        meter.CreateObservableGauge(
            "live.announcements.owed_age", () => OwedAge.TotalSeconds, "s",
            "How long this process has seen the oldest of them owed; it goes on while the database cannot be read");
    }

    /// <summary>Announcements that Redis accepted.</summary>
    public long Published => Volatile.Read(ref published);

    /// <summary>Announcements that Redis accepted and passed to nobody.</summary>
    public long Unheard => Volatile.Read(ref unheard);

    /// <summary>Announcements that Redis did not take.</summary>
    public long Failed => Volatile.Read(ref failed);

    /// <summary>Changes that the sweep found unannounced and announced.</summary>
    public long Swept => Volatile.Read(ref swept);

    /// <summary>Changes that were not known to be announced when this process last looked, of all processes.</summary>
    public long Owed => Volatile.Read(ref owed);

    /// <summary>How long this process has seen the oldest of them owed; zero when none is.</summary>
    public TimeSpan OwedAge => Owed == 0 ? TimeSpan.Zero : clock.GetElapsedTime(Volatile.Read(ref owedSince));

    internal void AddPublished(StatusKind kind, long receivers)
    {
        Interlocked.Increment(ref published);
        var tag = new KeyValuePair<string, object?>(Attributes.Kind, kind.Name);
        if (receivers == 0)
        {
            Interlocked.Increment(ref unheard);
            unheardCounter.Add(1, tag);
        }

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

    internal void NoteOwed(long count, long since)
    {
        Volatile.Write(ref owedSince, since);
        Volatile.Write(ref owed, count);
    }
}
