using System.Data.Common;
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
    JobCounters counters,
    IOptions<JobOptions> options,
    TimeProvider clock,
    ILogger<ExpiredLeases> logger) : BackgroundService
{
    /// <summary>The <see cref="StatusRow.Stage"/> of a job that waits because its worker was lost.</summary>
    public const string WorkerLost = "worker-lost";

    private const int BatchSize = 100; // below VideoStore.LeastPage, which has to hold a whole transaction

    private readonly LeaseWatch watch = new(clock, options.Value.ExpiryInterval * 2);

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
            catch (DbException exception)
            {
                LogAway(exception.Message);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception);
            }
        }
    }

    private async Task EndExpiredAsync(CancellationToken cancellationToken)
    {
        var expired = watch.Look(await ReadLeasesAsync(cancellationToken), LengthOf);
        counters.NoteUnrenewed(watch.LongestUnrenewed);
        foreach (var batch in expired.Chunk(BatchSize))
        {
            var ended = await writer.ChangeAsync(changes => EndAsync(changes, batch, cancellationToken), cancellationToken);
            if (ended.Count == 0)
                continue; // their holders, or another process that watches, were quicker
            await bell.RingAsync();
            foreach (var row in ended)
                counters.AddExpired(row.Kind, row.State);
            LogEnded(ended.Count);
        }
    }

    private async Task<IReadOnlyList<Lease>> ReadLeasesAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Statuses.Where(row => row.LeaseRenewals != null)
            .Select(row => new Lease(new StatusKey(row.VideoId, row.Kind, row.Language), row.Attempt, row.LeaseRenewals!.Value, row.External))
            .ToListAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<StatusRow>> EndAsync(ChangeSet changes, Lease[] expired, CancellationToken cancellationToken)
    {
        var ended = new List<StatusRow>();
        foreach (var lease in expired)
        {
            var row = await changes.FindAsync(lease.Key, cancellationToken);
            if (row is null || row.Attempt != lease.Attempt || row.LeaseRenewals != lease.Renewals)
                continue;
            End(row, changes.Now);
            await changes.StampAsync(row, cancellationToken: cancellationToken);
            ended.Add(row);
        }

        return ended;
    }

    private TimeSpan LengthOf(Lease lease) => lease.External ? options.Value.PublisherSilence : options.Value.Lease;

    private void End(StatusRow row, DateTimeOffset now)
    {
        if (row.CancelRequested)
        {
            Transitions.End(row, StatusState.Cancelled, now);
        }
        else if (row.External)
        {
            Transitions.End(row, StatusState.Failed, now, new StatusError(
                "publisher-silent", $"The program that was working on this has said nothing for {options.Value.PublisherSilence.TotalMinutes:0.#} minutes.", Retryable: true));
        }
        else if (row.Attempt >= row.AttemptLimit)
        {
            Transitions.End(row, StatusState.Failed, now, new StatusError(
                "worker-lost", $"The worker was lost {options.Value.MaxAttempts} times while doing this.", Retryable: true));
        }
        else
        {
            Transitions.Requeue(row, WorkerLost);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Count} leases ended without a word from their workers; the jobs are queued again or failed")]
    private partial void LogEnded(int count);

    [LoggerMessage(LogLevel.Warning, "Ended leases cannot be looked for in the database, which is tried again at the next turn: {Reason}")]
    private partial void LogAway(string reason);

    [LoggerMessage(LogLevel.Warning, "Looking for ended leases failed and is tried again at the next turn")]
    private partial void LogFailed(Exception exception);
}
