using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Redis;
using Pipeline.Storage;

namespace Pipeline.Announcements;

/// <summary>
/// Sees to it that a result that was saved is announced, even if its author died or Redis was away between the two: notes in
/// the rows what this process announced, and announces what stayed behind, whoever's it was. What is behind is found by looking
/// twice and not by its age, so no author's clock matters.
/// </summary>
public sealed partial class AnnouncementSweep(
    IDbContextFactory<LiveDbContext> databases,
    VideoStore store,
    RedisConnection redis,
    Announcer announcer,
    AnnouncementCounters counters,
    IOptions<AnnouncementOptions> options,
    TimeProvider clock,
    ILogger<AnnouncementSweep> logger) : BackgroundService
{
    private const int MostWatched = 10_000;
    private const int BatchSize = 500;

    private readonly SemaphoreSlim sweeping = new(1);

    // What is behind and since when; its note has not moved since then.
    private Dictionary<UnannouncedStatus, long> behind = [];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.WhenAll(SweepByTheClockAsync(stoppingToken), SweepWhenRedisReturnsAsync(stoppingToken));
        }
        finally
        {
            await NoteAnnouncedAsync(CancellationToken.None);
        }
    }

    private async Task SweepByTheClockAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.Value.SweepInterval, clock);
        while (await timer.WaitForNextTickAsync(cancellationToken))
            await TrySweepAsync(options.Value.SweepAfter, cancellationToken);
    }

    // What could not be announced while Redis was away need not wait to be found: whatever is behind now is announced now. The first
    // time is no return: nothing was missed yet.
    private async Task SweepWhenRedisReturnsAsync(CancellationToken cancellationToken)
    {
        await redis.OpenAsync(cancellationToken);
        redis.Look();
        var next = redis.NextReturn;
        if (redis.UsableLink is null)
        {
            await next.WaitAsync(cancellationToken);
            next = redis.NextReturn;
        }

        while (true)
        {
            await next.WaitAsync(cancellationToken);
            next = redis.NextReturn;
            await TrySweepAsync(TimeSpan.Zero, cancellationToken);
        }
    }

    private async Task TrySweepAsync(TimeSpan after, CancellationToken cancellationToken)
    {
        await sweeping.WaitAsync(cancellationToken);
        try
        {
            await NoteAnnouncedAsync(cancellationToken);
            await SweepAsync(after, cancellationToken);
        }
        catch (DbException exception)
        {
            LogAway(exception.Message);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception);
        }
        finally
        {
            sweeping.Release();
        }
    }

    private async Task SweepAsync(TimeSpan after, CancellationToken cancellationToken)
    {
        var now = clock.GetTimestamp();
        var found = await store.GetUnannouncedAsync(MostWatched, cancellationToken);
        behind = found.ToDictionary(status => status, status => behind.GetValueOrDefault(status, now));
        counters.NoteOwed(behind.Count, behind.Count == 0 ? now : behind.Values.Min());
        var due = found.Where(status => clock.GetElapsedTime(behind[status], now) >= after).Select(status => status.Key);
        foreach (var batch in due.Chunk(BatchSize))
        {
            var announced = await announcer.AnnounceAsync(await store.ReadUnannouncedAsync(batch, cancellationToken));
            if (announced == 0)
                return; // Redis is still away; the next turn tries again
            counters.AddSwept(announced);
            LogSwept(announced);
            await NoteAnnouncedAsync(cancellationToken);
        }
    }

    private async Task NoteAnnouncedAsync(CancellationToken cancellationToken)
    {
        var announced = announcer.TakeAnnounced();
        if (announced.Count == 0)
            return;

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        // In one order by all processes, or two of them could wait for each other's rows.
        foreach (var (key, revision) in announced.OrderBy(entry => entry.Key.ToString(), StringComparer.Ordinal))
        {
            await database.Statuses
                .Where(row => row.VideoId == key.VideoId && row.Kind == key.Kind && row.Language == key.Language && row.AnnouncedRevision < revision)
                .ExecuteUpdateAsync(row => row.SetProperty(status => status.AnnouncedRevision, revision), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Information, "Announced {Count} changes whose announcement was behind")]
    private partial void LogSwept(int count);

    [LoggerMessage(LogLevel.Warning, "The announcement sweep cannot read the database and runs again at its next turn: {Reason}")]
    private partial void LogAway(string reason);

    [LoggerMessage(LogLevel.Warning, "The announcement sweep failed and runs again at its next turn")]
    private partial void LogFailed(Exception exception);
}
