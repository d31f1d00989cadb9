using Pipeline.Status;

namespace BlazorApp.Status;

/// <summary>
/// One page's view of some videos: it has read the truth, and changes are applied to it as they come, several in one render.
/// Disposing it ends it and waits until nothing of it runs any more.
/// </summary>
public sealed partial class StatusWatch : IAsyncDisposable
{
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromSeconds(1);

    private readonly FeedSubscription subscription;
    private readonly Func<CancellationToken, Task<IEnumerable<StatusChange>>> read;
    private readonly Func<IReadOnlyList<StatusChange>, Task> apply;
    private readonly TimeSpan interval;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly Action<StatusWatch> ended;
    private readonly CancellationTokenSource ending = new();
    private readonly Task pump;

    internal StatusWatch(
        FeedSubscription subscription,
        Func<CancellationToken, Task<IEnumerable<StatusChange>>> read,
        Func<IReadOnlyList<StatusChange>, Task> apply,
        TimeSpan interval,
        TimeProvider clock,
        ILogger logger,
        Action<StatusWatch> ended)
    {
        (this.subscription, this.read, this.apply, this.interval) = (subscription, read, apply, interval);
        (this.clock, this.logger, this.ended) = (clock, logger, ended);
        pump = PumpAsync(ending.Token);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (ending.IsCancellationRequested)
            return;
        await ending.CancelAsync();
        subscription.Dispose();
        await pump;
        ended(this);
        ending.Dispose();
    }

    private async Task PumpAsync(CancellationToken cancellationToken)
    {
        var behind = false;
        long? applied = null;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (behind)
                {
                    await Task.Delay(ReadAgainAfter, clock, cancellationToken);
                    await ReadAgainAsync(cancellationToken);
                    behind = false;
                }

                await subscription.ArriveAsync(cancellationToken);
                // What comes soon after what is shown waits in the mailbox and is applied together; the last of it is never dropped.
                if (applied is { } last && interval - clock.GetElapsedTime(last) is { Ticks: > 0 } rest)
                    await Task.Delay(rest, clock, cancellationToken);

                var events = new List<FeedEvent>();
                var reset = subscription.Take(events);
                if (!reset && events.Count == 0)
                    continue;
                if (reset)
                    await ReadAgainAsync(cancellationToken);
                if (events.Count > 0)
                    await ApplyAsync(events.ConvertAll(item => item.Change));
                applied = clock.GetTimestamp();
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // What could not be applied is gone from the mailbox, so the page is behind until it has read the truth.
                LogNotApplied(exception);
                behind = true;
            }
        }
    }

    private async Task ApplyAsync(IReadOnlyList<StatusChange> changes)
    {
        using var spans = RenderSpans.Of(changes);
        await apply(changes);
    }

    private async Task ReadAgainAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                subscription.NoteRead(await read(cancellationToken));
                return;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                subscription.NoteFailedRead();
                if (exception is System.Data.Common.DbException)
                    LogAway(exception.Message);
                else
                    LogNotRead(exception);
                await Task.Delay(ReadAgainAfter, clock, cancellationToken);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "A page could not apply a change, so it reads everything anew")]
    private partial void LogNotApplied(Exception exception);

    [LoggerMessage(LogLevel.Warning, "A page waits for the database to read its statuses anew: {Reason}")]
    private partial void LogAway(string reason);

    [LoggerMessage(LogLevel.Warning, "A page could not read its statuses anew; it tries again")]
    private partial void LogNotRead(Exception exception);
}
