using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pipeline.Storage;

namespace Pipeline.Search;

/// <summary>
/// Indexes what was stored before there was an index. The migration that makes the index writes down which videos those are, because
/// letters are folded here and not in the database; each is crossed off in the transaction that indexes it. A process that ends goes
/// on at its next start, and several do no harm. Where nothing is left, it costs one look at an empty table.
/// </summary>
public sealed partial class SearchBacklog(IDbContextFactory<LiveDbContext> databases, TimeProvider clock, ILogger<SearchBacklog> logger) : BackgroundService
{
    private const int AtOnce = 100;

    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(1);

    private readonly HashSet<string> refused = [];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var indexed = 0;
        while (true)
        {
            try
            {
                var ids = await ReadAsync(stoppingToken);
                if (ids.Count == 0)
                    break;
                foreach (var id in ids)
                    indexed += await TryIndexAsync(id, stoppingToken) ? 1 : 0;
            }
            catch (DbException exception)
            {
                LogAway(exception.Message);
                await Task.Delay(TryAgainAfter, clock, stoppingToken);
            }
        }

        if (indexed > 0)
            LogDone(indexed);
    }

    private async Task<List<string>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Set<SearchBacklogRow>().Where(row => !refused.Contains(row.VideoId))
            .OrderBy(row => row.VideoId).Select(row => row.VideoId).Take(AtOnce).ToListAsync(cancellationToken);
    }

    private async Task<bool> TryIndexAsync(string id, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        try
        {
            if (!await IndexAsync(id, cancellationToken))
                return false; // another process was quicker
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or DbException or DbUpdateException { InnerException: DbException }))
        {
            // One video that cannot be indexed must not keep the others from being found.
            refused.Add(id);
            LogRefused(exception, id);
            return false;
        }

        // Half of the time belongs to those who work: SQLite has one writer.
        await Task.Delay(clock.GetElapsedTime(began), clock, cancellationToken);
        return true;
    }

    private async Task<bool> IndexAsync(string id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(cancellationToken);
        await database.TakeTurnAsync(id, cancellationToken);
        if (await database.Set<SearchBacklogRow>().Where(row => row.VideoId == id).ExecuteDeleteAsync(cancellationToken) == 0)
            return false;
        if (await database.Videos.FindAsync([id], cancellationToken) is { } video)
            await SearchWriter.WriteAllAsync(database, video, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    [LoggerMessage(LogLevel.Information, "{Count} videos that were stored before there was a search can be found now")]
    private partial void LogDone(int count);

    [LoggerMessage(LogLevel.Warning, "Videos could not be made to be found in the database, which is tried again: {Reason}")]
    private partial void LogAway(string reason);

    [LoggerMessage(LogLevel.Error, "Video {VideoId} could not be made to be found; it is tried again at the next start")]
    private partial void LogRefused(Exception exception, string videoId);
}
