using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Pipeline.Redis;

/// <summary>
/// The process's one connection to Redis. It opens in the background when the process starts, waits for as long as Redis is
/// away, and heals by itself; opening it twice gives the same link. Only a link that has gone silent is replaced: its sockets
/// are up, so nothing else would ever end it.
/// </summary>
public sealed partial class RedisConnection(ConfigurationOptions options, ILogger<RedisConnection> logger) : IHostedService, IAsyncDisposable
{
    private readonly Lock gate = new();
    private Task<RedisLink>? current;
    private TaskCompletionSource nextReturn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool wasUsable;
    private bool disposed;
    private long usableSince;
    private long replacements;

    /// <summary>Where Redis is, without credentials.</summary>
    public string Address { get; } = string.Join(',', options.EndPoints.Select(Format));

    /// <summary>The connection if it is usable now; null while Redis is away or does not answer.</summary>
    public IConnectionMultiplexer? Usable => UsableLink?.Multiplexer;

    /// <summary>The link if it is usable now; null while Redis is away or does not answer.</summary>
    public RedisLink? UsableLink => Volatile.Read(ref current) is { IsCompletedSuccessfully: true, Result: { IsUsable: true } link } ? link : null;

    /// <summary>How long Redis has been usable without a break; null while it is not.</summary>
    public TimeSpan? UsableFor => UsableLink is null ? null : Stopwatch.GetElapsedTime(Volatile.Read(ref usableSince));

    /// <summary>How many silent links have been replaced.</summary>
    public long Replacements => Volatile.Read(ref replacements);

    /// <summary>
    /// Ends when Redis becomes usable the next time: after a start, a loss, or a silence. Ask for it before looking what is
    /// left to do, so that a return meanwhile is not missed.
    /// </summary>
    public Task NextReturn => Volatile.Read(ref nextReturn).Task;

    /// <summary>Opens the link, or joins the one opening. It completes though Redis be away; the link then reports so.</summary>
    public Task<RedisLink> OpenAsync(CancellationToken cancellationToken = default) => Current().WaitAsync(cancellationToken);

    /// <summary>
    /// Puts another link in the place of a silent one and ends that. Without effect when it has been replaced already, so
    /// that everybody who notices the silence may say so.
    /// </summary>
    /// <param name="silent">The link that is up and from which nothing comes.</param>
    public async Task ReplaceAsync(RedisLink silent)
    {
        ArgumentNullException.ThrowIfNull(silent);
        lock (gate)
        {
            if (disposed || current is not { IsCompletedSuccessfully: true } opened || opened.Result != silent)
                return;
            current = ConnectAsync();
        }

        if (Interlocked.Increment(ref replacements) > 1 && !silent.Multiplexer.IsConnected)
            LogReplacedAgain(Address);
        else
            LogReplaced(Address);
        await silent.DisposeAsync();
    }

    /// <summary>Says that someone waited too long for an answer: the link is not used before it has answered again.</summary>
    internal void Doubt(RedisLink link)
    {
        link.Answers = false;
        Look();
    }

    /// <summary>Says that the link has answered.</summary>
    internal void Trust(RedisLink link)
    {
        link.Answers = true;
        Look();
    }

    /// <summary>Notices whether Redis has become usable since the last look, and tells those who wait for it.</summary>
    internal void Look()
    {
        TaskCompletionSource? returned = null;
        lock (gate)
        {
            var usable = UsableLink is not null;
            if (usable && !wasUsable)
            {
                Volatile.Write(ref usableSince, Stopwatch.GetTimestamp());
                returned = Interlocked.Exchange(ref nextReturn, new(TaskCreationOptions.RunContinuationsAsynchronously));
            }

            wasUsable = usable;
        }

        returned?.TrySetResult();
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = Current();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Task<RedisLink>? opened;
        lock (gate)
        {
            if (disposed)
                return;
            disposed = true;
            opened = current;
        }

        // While Redis is away opening takes seconds, for which nobody waits who stops: what is opened then is closed at once.
        if (opened is { IsCompleted: false })
            _ = EndAsync(opened);
        else if (opened is not null)
            await EndAsync(opened);
    }

    private static async Task EndAsync(Task<RedisLink> opened) => await (await opened).DisposeAsync();

    private Task<RedisLink> Current()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return current ??= ConnectAsync();
        }
    }

    private async Task<RedisLink> ConnectAsync()
    {
        await Task.Yield(); // so that starting never waits for the network
        var own = options.Clone();
        var tunnel = new ListeningTunnel(options.Tunnel, TimeSpan.FromMilliseconds(options.ConnectTimeout));
        own.Tunnel = tunnel;
        var connection = await ConnectionMultiplexer.ConnectAsync(own);
        connection.ConnectionFailed += (_, failure) => Lose(failure);
        connection.ConnectionRestored += (_, restored) => Restore(restored);
        if (connection.IsConnected)
            LogConnected(Address);
        else
            LogAway(Address);
        return new RedisLink(connection, tunnel);
    }

    private void Lose(ConnectionFailedEventArgs failure)
    {
        if (failure.FailureType != ConnectionFailureType.ConnectionDisposed)
            LogLost(Address, failure.ConnectionType, failure.FailureType);
        Look();
    }

    private void Restore(ConnectionFailedEventArgs restored)
    {
        LogRestored(Address, restored.ConnectionType);
        Look();
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

    [LoggerMessage(LogLevel.Warning, "The connection to Redis at {Address} is up, but nothing comes from it any more: it is replaced")]
    private partial void LogReplaced(string address);

    [LoggerMessage(LogLevel.Debug, "The connection to Redis at {Address} still does not answer: it is replaced again")]
    private partial void LogReplacedAgain(string address);
}
