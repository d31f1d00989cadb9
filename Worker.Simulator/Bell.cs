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

    /// <summary>Ends with the next ring. Ask for it before looking for work: a ring while looking is then not missed.</summary>
    public Task NextRing => Volatile.Read(ref ring).Task;

    /// <summary>Waits for that ring, but no longer than that.</summary>
    /// <exception cref="OperationCanceledException">The wait was abandoned.</exception>
    public async Task WaitAsync(Task nextRing, TimeSpan patience, CancellationToken cancellationToken)
    {
        await nextRing.WaitAsync(patience, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var _ in redis.HearAsync(RedisChannel.Literal(JobBell.Channel), SubscribeAgainAfter, clock, stoppingToken))
            Interlocked.Exchange(ref ring, New()).TrySetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
