using StackExchange.Redis;

namespace Pipeline.Redis;

/// <summary>The process's connection to Redis as it is now. It heals lost sockets by itself; one that has gone silent is replaced by another.</summary>
public sealed class RedisLink : IAsyncDisposable
{
    private readonly CancellationTokenSource replaced = new();
    private readonly ConnectionMultiplexer multiplexer;
    private readonly ListeningTunnel tunnel;
    private volatile bool answers = true;

    internal RedisLink(ConnectionMultiplexer multiplexer, ListeningTunnel tunnel)
    {
        (this.multiplexer, this.tunnel) = (multiplexer, tunnel);
        // Taken now: the source is disposed with the link, and whoever still holds the link may ask whether it has been replaced.
        Replaced = replaced.Token;
    }

    /// <summary>
    /// Raised when messages have reached the queues of those who subscribed, by the thread that received them and before it waits again; says
    /// whether there is more to receive already. Handlers are short: until they return nothing else is received.
    /// </summary>
    public event Action<bool> Received
    {
        add => tunnel.Received += value;
        remove => tunnel.Received -= value;
    }

    /// <summary>What to send by.</summary>
    public IConnectionMultiplexer Multiplexer => multiplexer;

    /// <summary>What to subscribe by.</summary>
    public ISubscriber Subscriber => multiplexer.GetSubscriber();

    /// <summary>Ends when another link has taken the place of this one: stop reading here and go on there.</summary>
    public CancellationToken Replaced { get; }

    /// <summary>
    /// How many sockets have been opened so far. As long as it is the same, nothing that Redis sent was lost between two
    /// messages that came: StackExchange.Redis counts before it opens the next, and after it has marked every subscription as gone.
    /// </summary>
    public long Sockets => multiplexer.GetCounters() is var counters
        ? counters.Interactive.SocketCount + counters.Subscription.SocketCount + counters.Other.SocketCount
        : 0;

    /// <summary>Connected, and answering as far as anybody knows.</summary>
    public bool IsUsable => answers && multiplexer.IsConnected;

    /// <summary>Whether Redis answered when it was asked last; false also while someone waits too long for an answer.</summary>
    internal bool Answers
    {
        get => answers;
        set => answers = value;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await replaced.CancelAsync();
        // Whatever still waits for an answer was not worth waiting for: a stopping process has said what it had to say, and
        // what a silent connection did not confirm stays behind for the sweep.
        await multiplexer.CloseAsync(allowCommandsToComplete: false);
        await multiplexer.DisposeAsync();
        replaced.Dispose();
    }
}
