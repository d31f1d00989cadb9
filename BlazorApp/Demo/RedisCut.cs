using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using StackExchange.Redis;
using StackExchange.Redis.Configuration;

namespace BlazorApp.Demo;

/// <summary>
/// Takes this app's connection to Redis away for a while: its sockets are shut, and each attempt to open another is refused. Nothing
/// else of the app is told, so that what is seen then is what happens when a network breaks.
/// </summary>
public sealed class RedisCut : Tunnel, IDisposable
{
    private readonly TimeProvider clock;
    private readonly Lock gate = new();
    private readonly List<WeakReference<Socket>> sockets = [];

    // Bound, so that the port is nobody else's, and without an ear, so that whoever comes is refused at once.
    private readonly Socket nobody = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private long until;

    /// <summary>A cut that has not been made yet.</summary>
    public RedisCut(IOptions<DemoOptions> options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.clock = clock;
        Length = options.Value.Away;
        nobody.Bind(new IPEndPoint(IPAddress.Loopback, 0));
    }

    /// <summary>How long it lasts.</summary>
    public TimeSpan Length { get; }

    /// <summary>Whether the app is kept away from Redis now.</summary>
    public bool IsMade => clock.GetUtcNow().UtcTicks < Volatile.Read(ref until);

    /// <summary>Makes it.</summary>
    public void Make()
    {
        Volatile.Write(ref until, (clock.GetUtcNow() + Length).UtcTicks);
        Socket[] open;
        lock (gate)
        {
            open = [.. sockets.Select(reference => reference.TryGetTarget(out var socket) ? socket : null).OfType<Socket>()];
            sockets.Clear();
        }

        foreach (var socket in open)
            Shut(socket);
    }

    /// <inheritdoc/>
    public override ValueTask<EndPoint?> GetSocketConnectEndpointAsync(EndPoint endpoint, CancellationToken cancellationToken) =>
        new(IsMade ? nobody.LocalEndPoint : endpoint);

    /// <inheritdoc/>
    public override ValueTask BeforeSocketConnectAsync(EndPoint endPoint, ConnectionType connectionType, Socket? socket, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            sockets.RemoveAll(reference => !reference.TryGetTarget(out _));
            if (socket is not null)
                sockets.Add(new(socket));
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose() => nobody.Dispose();

    private static void Shut(Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // It had ended before.
        }
    }
}
