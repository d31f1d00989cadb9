using System.Data.Common;
using BlazorApp.Status;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Pipeline.Webhooks;

namespace BlazorApp.Webhooks;

/// <summary>
/// Tells webhooks what happens: whenever the feed rings, and by the clock, it writes down what changed and sends what is due. Where
/// there is no webhook it listens to nothing, and looks by the clock only.
/// </summary>
public sealed partial class WebhookDispatcher(
    WebhookIntake intake,
    WebhookSender sender,
    DeliveryQueue queue,
    WebhookBell bell,
    StatusFeed feed,
    WebhookCounters counters,
    IOptions<WebhookOptions> options,
    TimeProvider clock,
    ILogger<WebhookDispatcher> logger) : BackgroundService
{
    private const int MostCounted = 1000;

    // However many changes come, the database is asked no more often than this.
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan CountEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PruneEvery = TimeSpan.FromMinutes(10);

    private FeedSubscription? subscription;
    private Task listening = Task.CompletedTask;
    private long? counted;
    private long? pruned;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await TryRunAsync(stoppingToken);
                await bell.WaitAsync(options.Value.Interval, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await sender.FinishAsync();
        }
        finally
        {
            subscription?.Dispose();
            await listening;
        }
    }

    private async Task TryRunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var (webhooks, _) = await intake.LookAsync(cancellationToken);
            Listen(webhooks > 0, cancellationToken);
            await sender.StartDueAsync(bell.Ring, cancellationToken);
            if (IsTime(ref counted, CountEvery) && counters.IsCollected)
                counters.NotePending(await queue.GetPendingAsync(MostCounted, cancellationToken));
            if (IsTime(ref pruned, PruneEvery))
                await queue.PruneAsync(options.Value.Keep, cancellationToken);
        }
        catch (Exception exception) when (exception is DbException or DbUpdateException)
        {
            LogAway(exception.GetBaseException().Message);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception);
        }
    }

    private void Listen(bool wanted, CancellationToken cancellationToken)
    {
        if (wanted && subscription is null)
        {
            subscription = feed.Subscribe(StatusFilter.All);
            listening = ListenAsync(subscription, cancellationToken);
            bell.Ring(); // for what came between the look and this
        }
        else if (!wanted && subscription is not null)
        {
            subscription.Dispose();
            subscription = null;
        }
    }

    // What was heard is not looked at: the database says what changed.
    private async Task ListenAsync(FeedSubscription heard, CancellationToken cancellationToken)
    {
        try
        {
            while (heard == subscription)
            {
                if (!(await heard.TakeAsync(options.Value.Interval, clock, cancellationToken)).IsEmpty)
                    bell.Ring();
                await Task.Delay(Between, clock, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
    }

    private bool IsTime(ref long? last, TimeSpan every)
    {
        if (last is { } before && clock.GetElapsedTime(before) < every)
            return false;
        last = clock.GetTimestamp();
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "Webhooks cannot use the database, which is tried again at the next look: {Reason}")]
    private partial void LogAway(string reason);

    [LoggerMessage(LogLevel.Error, "A look for what webhooks are to be told failed, and is made again")]
    private partial void LogFailed(Exception exception);
}
