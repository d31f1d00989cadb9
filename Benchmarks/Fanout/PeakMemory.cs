using Benchmarks.Fanout.Servers;

namespace Benchmarks.Fanout;

/// <summary>Reads again and again how much memory a server holds, and keeps the most.</summary>
internal sealed class PeakMemory : IDisposable
{
    private readonly FanoutServer server;
    private readonly Timer timer;
    private long peak;

    /// <summary>Begins to read.</summary>
    public PeakMemory(FanoutServer server, TimeSpan interval)
    {
        this.server = server;
        timer = new Timer(_ => Read(), null, TimeSpan.Zero, interval);
    }

    /// <summary>The most so far, in bytes.</summary>
    public long Peak => Volatile.Read(ref peak);

    /// <inheritdoc/>
    public void Dispose()
    {
        using var ended = new ManualResetEvent(false);
        if (timer.Dispose(ended))
            ended.WaitOne();
    }

    private void Read()
    {
        if (server.Resident is var now && now > Peak)
            Volatile.Write(ref peak, now);
    }
}
