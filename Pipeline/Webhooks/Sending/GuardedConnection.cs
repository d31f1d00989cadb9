using System.Net;
using System.Net.Sockets;

namespace Pipeline.Webhooks.Sending;

/// <summary>
/// Opens connections to receivers. The name is resolved here and the connection goes to the very address that was looked at, so a name
/// that leads elsewhere a moment later gains nothing.
/// </summary>
/// <param name="rules">Where to.</param>
/// <param name="resolve">The addresses of a host's name.</param>
public sealed class GuardedConnection(AddressRules rules, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    /// <summary>Connects.</summary>
    /// <exception cref="AddressRefusedException">The name leads only to addresses that are refused.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        var addresses = IPAddress.TryParse(target.Host, out var literal) ? [literal] : await resolve(target.Host, cancellationToken);
        var allowed = addresses.Where(rules.Allow).ToArray();
        if (allowed.Length == 0)
            throw addresses.Length == 0 ? new SocketException((int)SocketError.HostNotFound) : new AddressRefusedException(addresses[0]);

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, target.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
