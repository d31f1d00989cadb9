using System.Net;
using System.Net.Sockets;

namespace Tests.Fixtures;

/// <summary>Finds a TCP port of the loopback that nobody listens on.</summary>
public static class FreePort
{
    // Below what Linux, macOS and Windows hand out by themselves.
    private const int FirstLasting = 20_000;
    private const int LastLasting = 32_000;

    /// <summary>A port that was free a moment ago. The system hands such ports out in turn, so that two callers do not get the same one.</summary>
    public static int Take()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>
    /// A port for a server that goes away and comes back: one that the system does not hand out, or an outgoing connection of
    /// somebody else could have it by then.
    /// </summary>
    public static int TakeLasting()
    {
        while (true)
        {
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, Random.Shared.Next(FirstLasting, LastLasting));
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException)
            {
                continue; // somebody listens there
            }
        }
    }
}
