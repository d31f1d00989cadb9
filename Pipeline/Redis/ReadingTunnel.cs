using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;
using StackExchange.Redis.Configuration;

namespace Pipeline.Redis;

/// <summary>Opens the connections of one link, each read by a thread of its own, and closes them.</summary>
/// <remarks>
/// StackExchange.Redis closes the sockets that it has opened and not the streams that it was given (3.4.35), so a connection ends here: when
/// nothing more comes, when another takes its place, or with the link.
/// </remarks>
/// <param name="inner">Where the configuration leads the connections; null for straight to Redis.</param>
/// <param name="patience">How long connecting may take.</param>
internal sealed class ReadingTunnel(Tunnel? inner, TimeSpan patience) : Tunnel, IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<(EndPoint, ConnectionType), ReadingThread> open = [];
    private bool disposed;

    /// <summary>Raised by whoever reads, when what had come has been worked through.</summary>
    public event Action? Reading;

    /// <summary>None: the socket is opened here.</summary>
    public override ValueTask<EndPoint?> GetSocketConnectEndpointAsync(EndPoint endpoint, CancellationToken cancellationToken) => default;

    /// <inheritdoc/>
    public override async ValueTask<Stream?> BeforeAuthenticateAsync(
        EndPoint endpoint, ConnectionType connectionType, Socket? socket, CancellationToken cancellationToken)
    {
        var connected = await ConnectAsync(endpoint, connectionType, cancellationToken);
        var stream = new ReadingThread(connected, () => Reading?.Invoke());
        ReadingThread? former;
        lock (gate)
        {
            former = disposed ? stream : open.GetValueOrDefault((endpoint, connectionType));
            open[(endpoint, connectionType)] = stream;
        }

        former?.Dispose();
        return stream;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ReadingThread[] left;
        lock (gate)
        {
            disposed = true;
            left = [.. open.Values];
        }

        foreach (var stream in left)
            stream.Dispose();
    }

    private async Task<Socket> ConnectAsync(EndPoint endpoint, ConnectionType connectionType, CancellationToken cancellationToken)
    {
        var address = inner is null ? endpoint : await inner.GetSocketConnectEndpointAsync(endpoint, cancellationToken);
        var socket = address is UnixDomainSocketEndPoint
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (inner is not null)
                await inner.BeforeSocketConnectAsync(endpoint, connectionType, socket, cancellationToken);
            // On a thread that may be held: what is done to the socket asynchronously once, the runtime waits for by its own thread for ever.
            await Task.Run(() => socket.Connect(address!), cancellationToken).WaitAsync(patience, cancellationToken);
            if (inner is not null && await inner.BeforeAuthenticateAsync(endpoint, connectionType, socket, cancellationToken) is not null)
                throw new NotSupportedException("A tunnel to Redis must leave the socket as it is.");
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
