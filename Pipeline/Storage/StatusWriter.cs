using System.Data.Common;
using System.Runtime.ExceptionServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Pipeline.Announcements;
using Pipeline.Search;

namespace Pipeline.Storage;

/// <summary>
/// The one way a status changes: a transaction that saves it with a new revision, and what of it can be searched for; then, after the
/// commit, its announcement.
/// </summary>
public sealed class StatusWriter(
    IDbContextFactory<LiveDbContext> databases, Announcer announcer, TimeProvider clock, IOptions<AnnouncementOptions> options)
{
    // Somebody gets through each time, so this many in a row are a defect and no conflict.
    private const int MostConflicts = 100;

    /// <summary>Runs the change in one transaction, commits, and announces what was stamped.</summary>
    /// <param name="change">Reads, decides and mutates. It may run again when another transaction was first, so it must have no other effect.</param>
    /// <param name="cancellationToken">Abandons the change, as long as it has not committed.</param>
    /// <returns>What <paramref name="change"/> returned.</returns>
    /// <exception cref="DbException">The database did not take it; nothing was changed, unless its answer to the commit was what was lost.</exception>
    public async Task<T> ChangeAsync<T>(Func<ChangeSet, Task<T>> change, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; ; conflicts++)
        {
            await using var database = await databases.CreateDbContextAsync(cancellationToken);
            var changes = new ChangeSet(database, clock);
            T result;
            try
            {
                await using var transaction = await database.BeginWriteAsync(cancellationToken);
                result = await change(changes);
                var searchable = SearchChanges.In(database);
                await database.SaveChangesAsync(cancellationToken);
                await searchable.IndexAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }
            catch (Exception exception) when (conflicts < MostConflicts && IsConflict(database, exception))
            {
                continue;
            }
            catch (DbUpdateException exception) when (exception.InnerException is DbException refusal)
            {
                // Statements and the saving are refused alike for callers: they tell a database that does not answer by its own exception.
                ExceptionDispatchInfo.Throw(refusal);
                throw;
            }

            // The change is committed: from here on it is announced, whether or not the caller still waits.
            await announcer.AnnounceAsync(changes.Changes(options.Value.InlineLimitBytes));
            return result;
        }
    }

    private static bool IsConflict(LiveDbContext database, Exception exception) => exception switch
    {
        DbUpdateConcurrencyException => true,
        DbException refusal => database.IsConflict(refusal),
        DbUpdateException { InnerException: DbException refusal } => database.IsConflict(refusal),
        _ => false,
    };
}
