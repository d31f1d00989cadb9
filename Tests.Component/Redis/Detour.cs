using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;
using StackExchange.Redis.Configuration;

namespace Tests.Component.Redis;

/// <summary>A way to Redis by another address.</summary>
/// <param name="address">Where it leads to.</param>
/// <param name="isEndless">Whether it never gets there.</param>
internal sealed class Detour(EndPoint address, bool isEndless = false) : Tunnel
{
    private readonly TaskCompletionSource<Stream?> never = new();

    /// <summary>What it was asked for.</summary>
    public List<string> Steps { get; } = [];

    /// <inheritdoc/>
    public override ValueTask<EndPoint?> GetSocketConnectEndpointAsync(EndPoint endpoint, CancellationToken cancellationToken) => new(address);

    /// <inheritdoc/>
    public override ValueTask BeforeSocketConnectAsync(EndPoint endPoint, ConnectionType connectionType, Socket? socket, CancellationToken cancellationToken)
    {
        Steps.Add("before connecting");
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask<Stream?> BeforeAuthenticateAsync(
        EndPoint endpoint, ConnectionType connectionType, Socket? socket, CancellationToken cancellationToken)
    {
        Steps.Add(socket!.Connected ? "connected" : "not connected");
        return isEndless ? new(never.Task) : default;
    }
}
