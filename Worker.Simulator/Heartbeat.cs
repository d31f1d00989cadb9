using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Jobs;
using Pipeline.Redis;
using StackExchange.Redis;

namespace Worker.Simulator;

/// <summary>Says every few seconds that this worker is there, at once when Redis is back, which may have forgotten it, and says so when it leaves.</summary>
public sealed partial class Heartbeat(
    WorkerPresence presence, RedisConnection redis, WorkerName name, IOptions<JobOptions> options, TimeProvider clock, ILogger<Heartbeat> logger) : BackgroundService
{
    // Where Redis has gone as well, the presence ends by itself; that is not worth waiting for.
    private static readonly TimeSpan Farewell = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(worker => presence.LeaveAsync(worker).WaitAsync(Farewell, clock, cancellationToken));
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var back = redis.NextReturn;
            await TryAsync(presence.BeatAsync);
            await back.WaitAsync(options.Value.PresenceInterval, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TryAsync(Func<string, Task> say)
    {
        try
        {
            await say(name.Value);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException)
        {
            LogNotSaid(exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Debug, "Could not tell Redis about this worker: {Reason}")]
    private partial void LogNotSaid(string reason);
}
