using System.Net;
using System.Net.Sockets;
using AppHost.Options;

namespace AppHost.Startup;

/// <summary>Which ports of this machine can be listened on.</summary>
internal static class Ports
{
    /// <summary>A port of the loopback that nobody listens on now.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Makes sure the app will be able to listen, before anything is started.</summary>
    /// <exception cref="LaunchException">It will not; the message names the port and a free one.</exception>
    public static void EnsureFree(AppUrls urls)
    {
        foreach (var endPoint in urls.EndPoints)
        {
            switch (Try(endPoint))
            {
                case SocketError.AddressAlreadyInUse:
                    throw new LaunchException(
                        $"Port {endPoint.Port} is taken by another program: end that one, or "
                        + $"use another port with --urls {urls.Browse.Scheme}://{urls.Browse.Host}:{NextFree(endPoint)}.");
                case SocketError.AccessDenied:
                    throw new LaunchException(
                        $"Port {endPoint.Port} may not be opened by this user: use one above 1023, such as --urls {AppUrls.Default}.");
                default:
                    break; // Where there is no IPv6, say, Kestrel goes on without it.
            }
        }
    }

    private static int NextFree(IPEndPoint taken) =>
        Enumerable.Range(taken.Port + 1, 100)
            .Where(port => port <= IPEndPoint.MaxPort)
            .FirstOrDefault(port => Try(new(taken.Address, port)) == SocketError.Success, Free());

    private static SocketError Try(IPEndPoint endPoint)
    {
        try
        {
            using var listener = new TcpListener(endPoint);
            listener.Start();
            return SocketError.Success;
        }
        catch (SocketException refusal)
        {
            return refusal.SocketErrorCode;
        }
    }
}
