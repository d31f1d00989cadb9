using System.Net;
using System.Net.Sockets;
using RESPite.Transports;
using StackExchange.Redis;
using StackExchange.Redis.Configuration;

namespace Pipeline.Redis;

/// <summary>Has StackExchange.Redis hear channels by a <see cref="ListeningTransport"/>; whatever else it opens, it opens as always.</summary>
/// <param name="path">Where the configuration leads the connections; null for straight to Redis.</param>
/// <param name="patience">How long connecting may take.</param>
internal sealed class ListeningTunnel(Tunnel? path, TimeSpan patience) : Tunnel
{
    /// <summary>
    /// Raised when messages have reached the queues of those who subscribed, by the thread that received them; says whether there is more to
    /// receive already.
    /// </summary>
    public event Action<bool>? Received;

    /// <inheritdoc/>
    public override async ValueTask<DuplexTransport?> ConnectTransportAsync(
        EndPoint endpoint, ConnectionType connectionType, TlsOptions tls, CancellationToken cancellationToken) =>
        connectionType == ConnectionType.Subscription
            ? await ListeningTransport.ConnectAsync(endpoint, tls, path, patience, hasMore => Received?.Invoke(hasMore), cancellationToken)
            : null;

    /// <inheritdoc/>
    public override ValueTask<EndPoint?> GetSocketConnectEndpointAsync(EndPoint endpoint, CancellationToken cancellationToken) =>
        path?.GetSocketConnectEndpointAsync(endpoint, cancellationToken) ?? base.GetSocketConnectEndpointAsync(endpoint, cancellationToken);

    /// <inheritdoc/>
    public override ValueTask BeforeSocketConnectAsync(EndPoint endPoint, ConnectionType connectionType, Socket? socket, CancellationToken cancellationToken) =>
        path?.BeforeSocketConnectAsync(endPoint, connectionType, socket, cancellationToken) ?? ValueTask.CompletedTask;

    /// <inheritdoc/>
    public override ValueTask<Stream?> BeforeAuthenticateAsync(
        EndPoint endpoint, ConnectionType connectionType, Socket? socket, CancellationToken cancellationToken) =>
        path?.BeforeAuthenticateAsync(endpoint, connectionType, socket, cancellationToken) ?? default;
}
