namespace BlazorApp.EventStream;

/// <summary>
/// Has what streams hold moved to where the garbage collector keeps what lives long, some hundred streams at a time. They live for hours; left to
/// itself, the collector copies what thousands hold at one stroke, in the middle of deliveries, and the memory of the requests that opened
/// them is not free before that either (docs/performance.md).
/// </summary>
/// <param name="clock">By which collecting takes no more than a tenth of the time, however many streams come.</param>
/// <param name="collect">Collects what is young, and waits for it: <see cref="CollectYoung"/>.</param>
internal sealed class StreamAging(TimeProvider clock, Action collect)
{
    /// <summary>By how many more streams are open at a time.</summary>
    internal const int Step = 500;

    private const int Rest = 9; // times as long as it took

    private readonly Lock gate = new();
    private int aged;
    private long? ended;
    private TimeSpan took;

    /// <summary>Collects generations 0 and 1. What is held there has grown older by one afterwards.</summary>
    public static void CollectYoung() => GC.Collect(generation: 1, GCCollectionMode.Forced, blocking: true, compacting: false);

    /// <summary>Another stream has been opened. Whoever comes and goes makes no difference.</summary>
    /// <param name="open">How many are open now.</param>
    public void Opened(int open)
    {
        lock (gate)
        {
            aged = Math.Min(aged, open);
            if (open - aged < Step || (ended is { } before && clock.GetElapsedTime(before) < Rest * took))
                return;
            aged = open;
            var begun = clock.GetTimestamp();
            collect();
            (ended, took) = (clock.GetTimestamp(), clock.GetElapsedTime(begun));
        }
    }
}
