using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Status;
using Pipeline.Storage;

namespace Pipeline.Jobs;

/// <summary>
/// Gives every spinner an end: a job whose worker stopped renewing is queued again, or fails when that happened too often;
/// what another program runs fails when that program has long said nothing.
/// </summary>
public sealed partial class ExpiredLeases(
    IDbContextFactory<LiveDbContext> databases,
    StatusWriter writer,
    JobBell bell,
    IOptions<JobOptions> options,
    TimeProvider clock,
    ILogger<ExpiredLeases> logger) : BackgroundService
{
    /// <summary>The <see cref="StatusRow.Stage"/> of a job that waits because its worker was lost.</summary>
    public const string WorkerLost = "worker-lost";

    private const int BatchSize = 100;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.ExpiryInterval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await EndExpiredAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception);
            }
        }
    }

    private async Task EndExpiredAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (!await Expired(database, clock.GetUtcNow()).AnyAsync(cancellationToken))
            return;

        var ended = await writer.ChangeAsync(async changes =>
        {
            var rows = await Expired(changes.Database, changes.Now).OrderBy(row => row.LeaseUntil).Take(BatchSize).ToListAsync(cancellationToken);
            foreach (var row in rows)
            {
                End(row, changes.Now);
                await changes.StampAsync(row, cancellationToken: cancellationToken);
            }

            return rows.Count;
        }, cancellationToken);
        await bell.RingAsync();
        LogEnded(ended);
    }

    private void End(StatusRow row, DateTimeOffset now)
    {
        if (row.CancelRequested)
        {
            JobQueue.End(row, StatusState.Cancelled, now);
        }
        else if (row.External)
        {
            JobQueue.End(row, StatusState.Failed, now, new StatusError(
                "publisher-silent", $"The program that was working on this has said nothing for {options.Value.PublisherSilence.TotalMinutes:0.#} minutes.", Retryable: true));
        }
        else if (row.Attempt >= row.AttemptLimit)
        {
            JobQueue.End(row, StatusState.Failed, now, new StatusError(
                "worker-lost", $"The worker was lost {options.Value.MaxAttempts} times while doing this.", Retryable: true));
        }
        else
        {
            JobQueue.Requeue(row, WorkerLost);
        }
    }

    private static IQueryable<StatusRow> Expired(LiveDbContext database, DateTimeOffset now) =>
        database.Statuses.Where(row => row.LeaseUntil != null && row.LeaseUntil < now);

    [LoggerMessage(LogLevel.Warning, "{Count} leases ended without a word from their workers; the jobs are queued again or failed")]
    private partial void LogEnded(int count);

    [LoggerMessage(LogLevel.Warning, "Looking for ended leases failed and is tried again at the next turn")]
    private partial void LogFailed(Exception exception);
}
