using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Storage;

namespace Pipeline.Jobs;

/// <summary>
/// Removes what was made of deleted videos when their time is over (<see cref="JobOptions.KeepDeleted"/>). That they were deleted
/// stays known, so that a listener who was away for longer learns of it.
/// </summary>
public sealed partial class DeletedVideos(
    IDbContextFactory<LiveDbContext> databases, StatusWriter writer, IOptions<JobOptions> options, TimeProvider clock, ILogger<DeletedVideos> logger)
    : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.PurgeInterval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var id in await FindOverdueAsync(stoppingToken))
                    await writer.ChangeAsync(changes => PurgeAsync(changes, id, stoppingToken), stoppingToken);
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

    private async Task<IReadOnlyList<string>> FindOverdueAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        return await database.Videos.Where(video => video.RestorableUntil <= now).Select(video => video.Id).ToListAsync(cancellationToken);
    }

    private static async Task<bool> PurgeAsync(ChangeSet changes, string id, CancellationToken cancellationToken)
    {
        // It may have been had back, deleted anew or purged by another process since it was found.
        if (await changes.FindVideoAsync(id, cancellationToken) is not { } video || !(video.RestorableUntil <= changes.Now))
            return false;
        await Transitions.EraseAsync(changes, video, cancellationToken);
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "Deleted videos cannot be looked for in the database, which is tried again at the next turn: {Reason}")]
    private partial void LogAway(string reason);

    [LoggerMessage(LogLevel.Warning, "Removing what was made of deleted videos failed and is tried again at the next turn")]
    private partial void LogFailed(Exception exception);
}
