using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Pipeline.Redis;

/// <summary>
/// The process's one connection to Redis. It opens in the background when the process starts, waits for as long as Redis is
/// away, and heals by itself; opening it twice gives the same connection.
/// </summary>
public sealed partial class RedisConnection : IHostedService, IAsyncDisposable
{
    private readonly ILogger<RedisConnection> logger;
    private readonly Lazy<Task<ConnectionMultiplexer>> multiplexer;

    /// <param name="options">From <see cref="RedisAddress.Parse"/>.</param>
    /// <param name="logger">Told when the connection comes and goes.</param>
    public RedisConnection(ConfigurationOptions options, ILogger<RedisConnection> logger)
    {
        this.logger = logger;
        Address = string.Join(',', options.EndPoints.Select(Format));
        multiplexer = new(() => ConnectAsync(options));
    }

    /// <summary>Where Redis is, without credentials.</summary>
    public string Address { get; }

    /// <summary>The connection if it is usable now; null while Redis is away.</summary>
    public IConnectionMultiplexer? Usable =>
        multiplexer is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true, Result: { IsConnected: true } connected } } ? connected : null;

    /// <summary>Opens the connection, or joins the one opening. It completes though Redis be away; the connection then reports so.</summary>
    public async Task<IConnectionMultiplexer> OpenAsync(CancellationToken cancellationToken = default) =>
        await multiplexer.Value.WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = multiplexer.Value;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!multiplexer.IsValueCreated)
            return;
        var connection = await multiplexer.Value;
        // Whatever still waits for an answer was not worth waiting for: a stopping process has said what it had to say.
        await connection.CloseAsync(allowCommandsToComplete: false);
        await connection.DisposeAsync();
    }

    private async Task<ConnectionMultiplexer> ConnectAsync(ConfigurationOptions options)
    {
        await Task.Yield(); // so that starting never waits for the network
        var connection = await ConnectionMultiplexer.ConnectAsync(options);
        connection.ConnectionFailed += (_, failure) => LogLost(Address, failure.ConnectionType, failure.FailureType);
        connection.ConnectionRestored += (_, restored) => LogRestored(Address, restored.ConnectionType);
        if (connection.IsConnected)
            LogConnected(Address);
        else
            LogAway(Address);
        return connection;
    }

    private static string Format(System.Net.EndPoint endPoint) => endPoint switch
    {
        System.Net.DnsEndPoint dns => $"{dns.Host}:{dns.Port}",
        _ => endPoint.ToString() ?? "",
    };

    [LoggerMessage(LogLevel.Information, "Connected to Redis at {Address}")]
    private partial void LogConnected(string address);

    [LoggerMessage(LogLevel.Warning, "Redis at {Address} is away; Live goes on without live updates and connects when it comes")]
    private partial void LogAway(string address);

    [LoggerMessage(LogLevel.Warning, "Lost the {ConnectionType} connection to Redis at {Address}: {FailureType}")]
    private partial void LogLost(string address, ConnectionType connectionType, ConnectionFailureType failureType);

    [LoggerMessage(LogLevel.Information, "The {ConnectionType} connection to Redis at {Address} is back")]
    private partial void LogRestored(string address, ConnectionType connectionType);
}
