using Microsoft.Extensions.Options;

namespace BlazorApp.EventStream;

/// <summary>The loops that serve all streams of the process, one per processor, and the one timer by which all of them send pings and tell who is too slow.</summary>
internal sealed class DeliveryLoops : IDisposable
{
    // A ping comes at most a tenth of the heartbeat early and never late.
    private const int TicksPerHeartbeat = 10;

    private readonly DeliveryLoop[] loops;
    private readonly ITimer timer;
    private uint next;

    /// <param name="options">Says how often an idle stream is to send a ping.</param>
    /// <param name="clock">By which the time goes on.</param>
    public DeliveryLoops(IOptions<EventStreamOptions> options, TimeProvider clock)
    {
        var tick = options.Value.Heartbeat / TicksPerHeartbeat;
        loops = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new DeliveryLoop(options.Value.Heartbeat - tick, clock))];
        timer = clock.CreateTimer(_ => Tick(), state: null, tick, tick);
    }

    /// <summary>The loop of the next stream, in turns.</summary>
    public DeliveryLoop Next() => loops[Interlocked.Increment(ref next) % (uint)loops.Length];

    /// <inheritdoc/>
    public void Dispose() => timer.Dispose();

    private void Tick()
    {
        foreach (var loop in loops)
            loop.Tick();
    }
}
