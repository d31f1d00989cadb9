using System.Diagnostics.Metrics;
using Pipeline.Redis;

namespace BlazorApp.Status;

/// <summary>How well the process hears Redis. Exported as the meter <c>Live.Listener</c>, shown by diagnostics and by <c>/health/ready</c>.</summary>
public sealed class ListenerCounters
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Live.Listener";

    private readonly TimeProvider clock;
    private readonly long started;
    private Heard? last;
    private long gaps;
    private long shed;

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

    internal void NoteProbe(long sent) =>
        Volatile.Write(ref last, new Heard(clock.GetUtcNow(), clock.GetTimestamp(), clock.GetElapsedTime(sent)));

    internal void AddGap() => Interlocked.Increment(ref gaps);

    internal void AddShed() => Interlocked.Increment(ref shed);

    private sealed record Heard(DateTimeOffset At, long Timestamp, TimeSpan RoundTrip);
}
