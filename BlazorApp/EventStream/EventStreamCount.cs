using System.Diagnostics.Metrics;

namespace BlazorApp.EventStream;

/// <summary>How many event streams are open in this process. Exported as the meter <c>Live.EventStream</c>.</summary>
public sealed class EventStreamCount
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Live.EventStream";

    private int open;

    /// <param name="meters">Where the meter is made.</param>
    public EventStreamCount(IMeterFactory meters) => meters.Create(MeterName)
        .CreateObservableUpDownCounter("live.event_streams.open", () => Open, "{stream}", "Event streams that are open");

    /// <summary>How many are open now.</summary>
    public int Open => Volatile.Read(ref open);

    internal void Opened() => Interlocked.Increment(ref open);

    internal void Closed() => Interlocked.Decrement(ref open);
}
