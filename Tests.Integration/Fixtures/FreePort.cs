using System.Net;
using System.Net.Sockets;

namespace Tests.Fixtures;

/// <summary>Finds a TCP port of the loopback that nobody listens on.</summary>
public static class FreePort
{
    /// <summary>A port that was free a moment ago. The system hands such ports out in turn, so that two callers do not get the same one.</summary>
    public static int Take()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
