using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Pipeline.Redis;

/// <summary>
/// Asks the connection for an answer every second, in every process, and replaces one that is up and silent: a firewall that
/// forgot it, a proxy that swallows, a machine that was moved. Nothing else would end it for as long as TCP keeps trying.
/// </summary>
public sealed partial class RedisPulse(RedisConnection redis, IOptions<RedisOptions> options, ILogger<RedisPulse> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Real time, whatever the clock of the process is: it measures what the network does.
        using var timer = new PeriodicTimer(options.Value.PulseInterval);
        while (!stoppingToken.IsCancellationRequested)
        {
            var link = await redis.OpenAsync(stoppingToken);
            redis.Look();
            await FollowAsync(link, timer, stoppingToken);
            await redis.ReplaceAsync(link);
        }
    }

    /// <summary>Ends when the link has been replaced or is to be.</summary>
    private async Task FollowAsync(RedisLink link, PeriodicTimer timer, CancellationToken cancellationToken)
    {
        // Silence is counted in turns and not in time: a process that was stopped itself finds the answers when it goes on.
        var (asking, silent) = (Task.CompletedTask, 0);
        while (!link.Replaced.IsCancellationRequested && silent * options.Value.PulseInterval < options.Value.SilentAfter)
        {
            if (asking.IsCompleted && link.Multiplexer.IsConnected)
                asking = AskAsync(link);
            await timer.WaitForNextTickAsync(cancellationToken);
            redis.Look();

            // Redis that is away refuses, and is tried again; one that takes a connection and says nothing would be waited for.
            var owes = !asking.IsCompleted || link.Multiplexer.IsConnecting || (link.Multiplexer.IsConnected && !link.Answers);
            silent = owes ? silent + 1 : 0;
            if (silent > 1)
                redis.Doubt(link);
        }
    }

    private async Task AskAsync(RedisLink link)
    {
        try
        {
            await link.Multiplexer.GetDatabase().PingAsync();
            redis.Trust(link);
        }
        catch (RedisServerException)
        {
            redis.Trust(link); // a refusal is an answer
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException)
        {
            LogNoAnswer(redis.Address, exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Debug, "Redis at {Address} did not answer: {Reason}")]
    private partial void LogNoAnswer(string address, string reason);
}
