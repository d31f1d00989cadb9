using Microsoft.Extensions.Options;
using Pipeline.Redis;
using Pipeline.Status;

namespace BlazorApp.Status;

/// <summary>The process's one listener: an ear for every status channel, on whichever link to Redis is the process's.</summary>
public sealed partial class StatusListener : BackgroundService
{
    private static readonly TimeSpan SubscribeAgainAfter = TimeSpan.FromMilliseconds(500);

    private readonly RedisConnection redis;
    private readonly ListenerCounters counters;
    private readonly TimeProvider clock;
    private readonly ILogger<StatusListener> logger;
    private readonly IReadOnlyList<ChannelEar> ears;
    private readonly ChannelEar canary;

    /// <param name="redis">The process's connection.</param>
    /// <param name="intake">Takes in what is heard.</param>
    /// <param name="counters">Counts what is shed.</param>
    /// <param name="options">Says when.</param>
    /// <param name="clock">Measures the wait between attempts to subscribe.</param>
    /// <param name="logger">Told what is heard and what is not.</param>
    public StatusListener(
        RedisConnection redis, StatusIntake intake, ListenerCounters counters, IOptions<ListenerOptions> options, TimeProvider clock, ILogger<StatusListener> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        (this.redis, this.counters, this.clock, this.logger) = (redis, counters, clock, logger);
        ears = [.. StatusKind.All.Select(kind => new ChannelEar(kind, intake, counters, options.Value.BacklogCapacity, logger))];
        // Nobody's updates depend on that one, so it is not asked whether they are heard.
        canary = new ChannelEar(StatusKind.Canary, intake, counters, options.Value.BacklogCapacity, logger);
    }

    /// <summary>On how many of the status channels this process listens.</summary>
    public int Subscriptions => ears.Count(ear => ear.Link is not null);

    /// <summary>Whether every channel is subscribed on that link, on the socket that it has now.</summary>
    public bool IsSubscribedBy(RedisLink link)
    {
        ArgumentNullException.ThrowIfNull(link);
        return ears.All(ear => ear.Link == link && link.Subscriber.IsConnected(ear.Channel));
    }

    /// <summary>Ends when everything has been passed on that had arrived, on any channel, when this was called.</summary>
    /// <exception cref="OperationCanceledException">The wait was abandoned, or a channel is not listened to.</exception>
    public Task CaughtUpAsync(CancellationToken cancellationToken) => Task.WhenAll(ears.Select(ear => ear.CaughtUpAsync())).WaitAsync(cancellationToken);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(ears.Append(canary).Select(ear => ListenAsync(ear, stoppingToken)));

    private async Task ListenAsync(ChannelEar ear, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var link = await redis.OpenAsync(stopping);
            using var until = CancellationTokenSource.CreateLinkedTokenSource(stopping, link.Replaced);
            try
            {
                var queue = await link.Subscriber.SubscribeAsync(ear.Channel, SubscribeAgainAfter, clock, until.Token);
                LogListening(ear.Channel.ToString());
                counters.HeardCanaries |= ear == canary;
                await ear.ListenAsync(link, queue, stopping);
            }
            catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
            {
                LogNeverHeard(ear.Channel.ToString());
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "Listening on {Channel}")]
    private partial void LogListening(string channel);

    [LoggerMessage(LogLevel.Debug, "The connection was replaced before {Channel} was subscribed")]
    private partial void LogNeverHeard(string channel);
}
