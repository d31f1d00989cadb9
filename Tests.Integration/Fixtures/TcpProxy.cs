using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Tests.Fixtures;

/// <summary>
/// Stands between a program and a server on the loopback, and does to their connections what networks do: passes everything on, swallows it while
/// both sides believe they are connected, or cuts it.
/// </summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly ConcurrentDictionary<TcpClient, byte> open = new();
    private readonly CancellationTokenSource ending = new();
    private readonly TcpListener listener;
    private readonly int target;
    private readonly Task accepting;
    private volatile bool swallowing;

    /// <param name="target">The server's port on the loopback.</param>
    public TcpProxy(int target)
    {
        this.target = target;
        listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start(backlog: 512);
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync();
    }

    /// <summary>Where the proxy listens.</summary>
    public int Port { get; }

    /// <summary>Where the proxy listens, as <c>host:port</c>.</summary>
    public string Address => $"127.0.0.1:{Port}";

    /// <summary>How many connections it has accepted.</summary>
    public int Accepted { get; private set; }

    /// <summary>
    /// Swallows what comes, in both directions: the connections stay up, new ones are accepted, and nobody hears anything.
    /// Once it is false again, only connections made from then on work: what was swallowed is missing from the others for good.
    /// </summary>
    public bool Swallows
    {
        get => swallowing;
        set => swallowing = value;
    }

    /// <summary>Cuts every connection; new ones are accepted.</summary>
    public void Cut()
    {
        foreach (var client in open.Keys)
            Cut(client);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Stop();
        Cut();
        await accepting;
        ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!ending.IsCancellationRequested)
        {
            try
            {
                var client = await listener.AcceptTcpClientAsync(ending.Token);
                Accepted++;
                _ = ServeAsync(client);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return; // the proxy ends
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient { NoDelay = true };
        client.NoDelay = true;
        open.TryAdd(client, 0);
        open.TryAdd(server, 0);
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, target, ending.Token);
            // Whichever side ends first ends the other.
            await Task.WhenAny(PassAsync(client, server), PassAsync(server, client));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            Cut(client); // the server is away: the client learns it as it would without the proxy
        }
        finally
        {
            open.TryRemove(client, out _);
            open.TryRemove(server, out _);
            client.Dispose();
        }
    }

    private async Task PassAsync(TcpClient from, TcpClient to)
    {
        var buffer = new byte[64 * 1024];
        var deaf = false;
        try
        {
            while (await from.GetStream().ReadAsync(buffer, ending.Token) is var length and > 0)
            {
                deaf |= swallowing;
                if (!deaf)
                    await to.GetStream().WriteAsync(buffer.AsMemory(0, length), ending.Token);
            }

            // A network that swallows what is said swallows the goodbye as well.
            if (deaf || swallowing)
                await Task.Delay(Timeout.Infinite, ending.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            return; // cut, or the proxy ends
        }
    }

    private static void Cut(TcpClient client) => client.Client?.Close(timeout: 0); // null once the connection has ended by itself
}
