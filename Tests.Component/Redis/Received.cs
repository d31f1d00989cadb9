using System.Text;
using System.Threading.Channels;
using RESPite.Transports;

namespace Tests.Component.Redis;

/// <summary>What a transport hands over, and when it says so, in order.</summary>
internal sealed class Received : TransportReceiver
{
    private readonly Channel<(string What, Thread By)> all = Channel.CreateUnbounded<(string, Thread)>();

    /// <summary>Whether it takes nothing.</summary>
    public bool Refuses { get; set; }

    /// <summary>On which threads the transport called for what has been read by <see cref="NextAsync"/>.</summary>
    public List<Thread> Threads { get; } = [];

    /// <inheritdoc/>
    public override bool OnReceived(ReadOnlySpan<byte> payload)
    {
        Note(Encoding.ASCII.GetString(payload));
        return !Refuses;
    }

    /// <inheritdoc/>
    public override void OnBatchEnd() => Note("batch");

    /// <inheritdoc/>
    public override void OnClosed(Exception? fault) => Note(fault is null ? "closed" : $"closed by {fault.GetType().Name}");

    /// <summary>What the tunnel is told.</summary>
    public void Tell(bool hasMore) => Note(hasMore ? "told of more" : "told");

    /// <summary>What came next.</summary>
    public async Task<string> NextAsync()
    {
        var (what, by) = await all.Reader.ReadAsync(Xunit.TestContext.Current.CancellationToken);
        Threads.Add(by);
        return what;
    }

    private void Note(string what) => all.Writer.TryWrite((what, Thread.CurrentThread));
}
