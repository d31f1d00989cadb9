using System.Diagnostics.Metrics;
using Pipeline.Redis;

namespace BlazorApp.Status;

/// <summary>How well the process hears Redis. Exported as the meter <c>Live.Listener</c>, shown by diagnostics and by <c>/health/ready</c>.</summary>
public sealed class ListenerCounters
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Live.Listener";

    private readonly Histogram<double> probeDuration;
    private readonly TimeProvider clock;
    private readonly long started;
    private Heard? last;
    private long gaps;
    private long shed;
    private bool heardCanaries;

    /// <param name="meters">Where the meter is made.</param>
    /// <param name="redis">Counts the connections that were replaced.</param>
    /// <param name="clock">Measures ages.</param>
    public ListenerCounters(IMeterFactory meters, RedisConnection redis, TimeProvider clock)
    {
        this.clock = clock;
        started = clock.GetTimestamp();
        var meter = meters.Create(MeterName);
        meter.CreateObservableGauge(
            "live.listener.probe_age", () => (ProbeAge ?? clock.GetElapsedTime(started)).TotalSeconds, "s",
            "Time since the last probe came back through Redis; since the start while none did");
        probeDuration = meter.CreateHistogram(
            "live.listener.probe_duration", "s", "How long a probe took to Redis and back",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5] });
        meter.CreateObservableGauge(
            "live.listener.hearing", () => IsHearing() ? 1 : 0, "{process}",
            "1 while probes come back and what was missed in the last gap has been read, else 0");
        meter.CreateObservableCounter("live.listener.gaps", () => Gaps, "{gap}", "Times when something may have been missed and was read from the store");
        meter.CreateObservableCounter("live.listener.shed", () => Shed, "{message}", "Messages shed because more waited than Listener:BacklogCapacity");
        meter.CreateObservableCounter("live.listener.rebuilt", () => redis.Replacements, "{connection}", "Connections that were up and silent and were replaced");
    }

    /// <summary>When the last probe came back; null when none did.</summary>
    public DateTimeOffset? LastProbe => Volatile.Read(ref last)?.At;

    /// <summary>How long ago that was, whatever the wall clock did meanwhile; null when none came back.</summary>
    public TimeSpan? ProbeAge => Volatile.Read(ref last) is { } heard ? clock.GetElapsedTime(heard.Timestamp) : null;

    /// <summary>How long that probe took to Redis and back; null when none came back.</summary>
    public TimeSpan? ProbeRoundTrip => Volatile.Read(ref last)?.RoundTrip;

    /// <summary>Times when something may have been missed.</summary>
    public long Gaps => Volatile.Read(ref gaps);

    /// <summary>Messages shed.</summary>
    public long Shed => Volatile.Read(ref shed);

    /// <summary>Whether the process hears; <see cref="ListenerProbe"/> knows it once it runs.</summary>
    internal Func<bool> IsHearing { get; set; } = () => false;

    /// <summary>Whether the channel of canaries has been subscribed since the process started, if only once.</summary>
    internal bool HeardCanaries
    {
        get => Volatile.Read(ref heardCanaries);
        set => Volatile.Write(ref heardCanaries, value);
    }

    internal void NoteProbe(long sent)
    {
        var roundTrip = clock.GetElapsedTime(sent);
        Volatile.Write(ref last, new Heard(clock.GetUtcNow(), clock.GetTimestamp(), roundTrip));
        probeDuration.Record(roundTrip.TotalSeconds);
    }

    internal void AddGap() => Interlocked.Increment(ref gaps);

    internal void AddShed() => Interlocked.Increment(ref shed);

    private sealed record Heard(DateTimeOffset At, long Timestamp, TimeSpan RoundTrip);
}
