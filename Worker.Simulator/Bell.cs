using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pipeline.Jobs;
using Pipeline.Redis;
using StackExchange.Redis;

namespace Worker.Simulator;

/// <summary>Hears <see cref="JobBell"/> and wakes whoever waits. It may miss a ring, so nobody waits for it alone.</summary>
public sealed partial class Bell(RedisConnection redis, TimeProvider clock, ILogger<Bell> logger) : BackgroundService
{
    private TaskCompletionSource ring = New();

    /// <summary>Waits for a ring, but no longer than that.</summary>
    /// <exception cref="OperationCanceledException">The wait was abandoned.</exception>
    public async Task WaitAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        await Volatile.Read(ref ring).Task.WaitAsync(patience, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var connection = await redis.OpenAsync(stoppingToken);
        while (true)
        {
            try
            {
                var rings = await connection.GetSubscriber().SubscribeAsync(RedisChannel.Literal(JobBell.Channel));
                await foreach (var _ in rings.WithCancellation(stoppingToken))
                    Interlocked.Exchange(ref ring, New()).TrySetResult();
            }
            catch (Exception exception) when (exception is RedisException or TimeoutException)
            {
                LogNotHeard(exception.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), clock, stoppingToken);
            }
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(LogLevel.Debug, "The bell cannot be heard yet; jobs are looked for by the clock: {Reason}")]
    private partial void LogNotHeard(string reason);
}
