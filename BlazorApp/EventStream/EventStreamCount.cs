using System.Diagnostics.Metrics;
using Pipeline.Observability;

namespace BlazorApp.EventStream;

/// <summary>The event streams of this process in figures. Exported as the meter <c>Live.EventStream</c>.</summary>
public sealed class EventStreamCount
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Live.EventStream";

    private readonly Counter<long> ended;
    private readonly Counter<long> resumes;
    private int open;
    private long reads;
    private long resets;
    private long tooSlow;

    /// <param name="meters">Where the meter is made.</param>
    public EventStreamCount(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        meter.CreateObservableUpDownCounter("live.event_streams.open", () => Open, "{stream}", "Event streams that are open");
        meter.CreateObservableCounter("live.event_streams.reads", () => Reads, "{query}", "Queries for snapshots and for what returning readers missed");
        meter.CreateObservableCounter("live.event_streams.resets", () => Resets, "{reset}", "Resets sent to readers that were behind");
        ended = meter.CreateCounter<long>("live.event_streams.ended", "{stream}", "Event streams that ended, by the reason");
        resumes = meter.CreateCounter<long>("live.event_streams.resumes", "{stream}", "Readers that came back with a cursor, by whether it could be served");
    }

    /// <summary>How many are open now.</summary>
    public int Open => Volatile.Read(ref open);

    /// <summary>How often the store was asked for snapshots and for what returning readers missed, for all of them together.</summary>
    public long Reads => Volatile.Read(ref reads);

    /// <summary>How often a reader was told <c>reset</c> because more had come than waits for one reader.</summary>
    public long Resets => Volatile.Read(ref resets);

    /// <summary>How many streams ended because the reader did not read for too long.</summary>
    public long TooSlow => Volatile.Read(ref tooSlow);

    internal void Opened() => Interlocked.Increment(ref open);

    internal void Ended(StreamEnd end)
    {
        Interlocked.Decrement(ref open);
        if (end == StreamEnd.TooSlow)
            Interlocked.Increment(ref tooSlow);
        ended.Add(1, new KeyValuePair<string, object?>(Attributes.Outcome, NameOf(end)));
    }

    internal void AddRead() => Interlocked.Increment(ref reads);

    internal void AddReset() => Interlocked.Increment(ref resets);

    internal void AddResume(bool served) => resumes.Add(1, new KeyValuePair<string, object?>(Attributes.Outcome, served ? "served" : "unservable"));

    private static string NameOf(StreamEnd end) => end switch
    {
        StreamEnd.HostStopping => "host_stopping",
        StreamEnd.TooSlow => "too_slow",
        _ => "client_gone",
    };
}
