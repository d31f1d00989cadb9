using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Jobs;
using StackExchange.Redis;

namespace Worker.Simulator;

/// <summary>Says every few seconds that this worker is there, and says so when it leaves.</summary>
public sealed partial class Heartbeat(
    WorkerPresence presence, WorkerName name, IOptions<JobOptions> options, TimeProvider clock, ILogger<Heartbeat> logger) : BackgroundService
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
        using var timer = new PeriodicTimer(options.Value.PresenceInterval, clock);
        do
            await TryAsync(presence.BeatAsync);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TryAsync(Func<string, Task> say)
    {
        try
        {
            await say(name.Value);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            LogNotSaid(exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Debug, "Could not tell Redis about this worker: {Reason}")]
    private partial void LogNotSaid(string reason);
}
