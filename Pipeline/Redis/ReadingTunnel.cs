using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;
using StackExchange.Redis.Configuration;

namespace Pipeline.Redis;

/// <summary>Opens the sockets of one link, each with a thread that reads it.</summary>
internal sealed class ReadingTunnel(Tunnel? inner, TimeSpan patience) : Tunnel
{
    /// <summary>Raised by whoever reads, when what had come has been worked through.</summary>
    public event Action? Reading;

    /// <inheritdoc/>
    public override ValueTask<EndPoint?> GetSocketConnectEndpointAsync(EndPoint endpoint, CancellationToken cancellationToken) => default;

    /// <inheritdoc/>
    public override async ValueTask<Stream?> BeforeAuthenticateAsync(
        EndPoint endpoint, ConnectionType connectionType, Socket? socket, CancellationToken cancellationToken)
    {
        var address = inner is null ? endpoint : await inner.GetSocketConnectEndpointAsync(endpoint, cancellationToken);
        var opened = address!.AddressFamily == AddressFamily.Unix
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (inner is not null)
                await inner.BeforeSocketConnectAsync(endpoint, connectionType, opened, cancellationToken);
            await Task.Run(() => opened.Connect(address), cancellationToken).WaitAsync(patience, cancellationToken);
        }
        catch
        {
            opened.Dispose();
            throw;
        }

        return new ReadingThread(opened, () => Reading?.Invoke());
    }
}
