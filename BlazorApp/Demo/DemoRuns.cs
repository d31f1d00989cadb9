using Pipeline.Demo;
using Pipeline.Jobs;
using Pipeline.Redis;
using Pipeline.Status;
using Pipeline.Storage;
using StackExchange.Redis;

namespace BlazorApp.Demo;

/// <summary>
/// Begins demos, mends and ends them. Redis forgets the wishes when it is restarted, which a demo does on purpose, so those of the
/// newest demos are left again whenever it is back.
/// </summary>
public sealed partial class DemoRuns(
    DemoWishes wishes, Submissions submissions, VideoStore store, RedisConnection redis, ILogger<DemoRuns> logger) : BackgroundService
{
    private const int MostRemembered = 4;

    private readonly Lock gate = new();
    private readonly Queue<Dictionary<string, DemoWish>> remembered = new();
    private DemoRun? newest;

    /// <summary>Submits every video of the demo, as a person would, after leaving what is wished of each.</summary>
    /// <exception cref="System.Data.Common.DbException">The database does not answer; what was submitted before stays.</exception>
    public async Task BeginAsync(DemoRun run, DemoRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(request);
        if (!request.IsValid)
            throw new ArgumentException("It is out of bounds.", nameof(request));

        var wished = run.VideoIds.Index().ToDictionary(video => video.Item, video => request.WishFor(video.Index + 1));
        lock (gate)
        {
            newest = run;
            remembered.Enqueue(wished);
            if (remembered.Count > MostRemembered)
                remembered.Dequeue();
        }

        await LeaveAsync(wished);
        await submissions.SubmitAllAsync(run.VideoIds.Select(id => new VideoSource(id, Link: null)), request.Language, cancellationToken);
    }

    /// <summary>The newest demo of this app that has something to do yet; null when there is none, or it was ended.</summary>
    /// <exception cref="System.Data.Common.DbException">The database does not answer.</exception>
    public async Task<DemoRun?> FindRunningAsync(CancellationToken cancellationToken)
    {
        DemoRun? run;
        lock (gate)
            run = newest;
        return run is not null && (await FindAsync(run, state => state.IsOpen, cancellationToken)).Any() ? run : null;
    }

    /// <summary>Queues again whatever failed or was cancelled.</summary>
    /// <exception cref="System.Data.Common.DbException">The database does not answer.</exception>
    public async Task RetryAsync(DemoRun run, CancellationToken cancellationToken)
    {
        foreach (var key in await FindAsync(run, state => state.IsRetryable, cancellationToken))
            await submissions.RetryAsync(key, cancellationToken);
    }

    /// <summary>Cancels whatever still waits or runs, so that the workers are free for the next demo.</summary>
    /// <exception cref="System.Data.Common.DbException">The database does not answer.</exception>
    public async Task EndAsync(DemoRun run, CancellationToken cancellationToken)
    {
        lock (gate)
            newest = newest == run ? null : newest;
        foreach (var key in await FindAsync(run, state => state.IsOpen, cancellationToken))
            await submissions.CancelAsync(key, cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var back = redis.NextReturn;
            Dictionary<string, DemoWish>[] all;
            lock (gate)
                all = [.. remembered];
            foreach (var wished in all)
                await LeaveAsync(wished);
            await back.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<IEnumerable<StatusKey>> FindAsync(DemoRun run, Func<StatusState, bool> wanted, CancellationToken cancellationToken) =>
        (await store.GetStatusesAsync(run.VideoIds, cancellationToken)).Statuses.Where(status => wanted(status.Message.Status)).Select(status => status.Key);

    private async Task LeaveAsync(Dictionary<string, DemoWish> wished)
    {
        try
        {
            await wishes.LeaveAsync(wished);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException)
        {
            LogNotLeft(exception.Message); // they are left when Redis is back
        }
    }

    [LoggerMessage(LogLevel.Information, "What the demo wishes could not be left in Redis yet: {Reason}")]
    private partial void LogNotLeft(string reason);
}
