using Microsoft.Extensions.Hosting;
using Pipeline.Jobs;
using Pipeline.Redis;
using StackExchange.Redis;

namespace Worker.Simulator;

/// <summary>Hears <see cref="JobBell"/> and wakes whoever waits. It may miss a ring, so nobody waits for it alone.</summary>
public sealed class Bell(RedisConnection redis, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan SubscribeAgainAfter = TimeSpan.FromSeconds(1);

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
        var rings = await connection.GetSubscriber().SubscribeAsync(RedisChannel.Literal(JobBell.Channel), SubscribeAgainAfter, clock, stoppingToken);
        await foreach (var _ in rings.WithCancellation(stoppingToken))
            Interlocked.Exchange(ref ring, New()).TrySetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
