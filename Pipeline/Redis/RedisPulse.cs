using System.Diagnostics;
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
    // Where a machine is too busy to shake hands in time, each new link would be given up before it is ready, for ever.
    private const int TriesPerStep = 4;
    private const int MostSteps = 10;

    private int triesInVain;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Real time, whatever the clock of the process is: it measures what the network does.
        using var timer = new PeriodicTimer(options.Value.PulseInterval);
        while (!stoppingToken.IsCancellationRequested)
        {
            var link = await redis.OpenAsync(stoppingToken);
            redis.Look();
            triesInVain = await FollowAsync(link, timer, stoppingToken) ? 0 : triesInVain + 1;
            await redis.ReplaceAsync(link);
        }
    }

    /// <summary>Ends when the link has been replaced or is to be.</summary>
    /// <returns>Whether it was usable at any time.</returns>
    private async Task<bool> FollowAsync(RedisLink link, PeriodicTimer timer, CancellationToken cancellationToken)
    {
        var patience = options.Value.SilentAfter * Math.Min(1 + (triesInVain / TriesPerStep), MostSteps);
        var (asking, silent, wasUsable) = (Task.CompletedTask, 0, false);
        while (!link.Replaced.IsCancellationRequested && silent * options.Value.PulseInterval < patience)
        {
            if (asking.IsCompleted && link.Multiplexer.IsConnected)
                asking = AskAsync(link);
            var turn = Stopwatch.GetTimestamp();
            await timer.WaitForNextTickAsync(cancellationToken);
            redis.Look();
            wasUsable |= link.IsUsable;

            // Redis that is away refuses, and is tried again; one that takes a connection and says nothing would be waited for.
            var owes = !asking.IsCompleted || link.Multiplexer.IsConnecting || (link.Multiplexer.IsConnected && !link.Answers);
            // Silence is counted in turns that came in time: a process that was stopped, or gets no processor, has not listened.
            if (owes && Stopwatch.GetElapsedTime(turn) < 2 * options.Value.PulseInterval)
                silent++;
            else if (!owes)
                silent = 0;
            if (silent > 1)
                redis.Doubt(link);
        }

        return wasUsable;
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
