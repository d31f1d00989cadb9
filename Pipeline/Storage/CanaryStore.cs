using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Pipeline.Status;

namespace Pipeline.Storage;

/// <summary>
/// Writes canaries: by <see cref="StatusWriter"/>, so that each takes the way of any change from the write lock to the announcement, but
/// into a table of its own. A status row under a reserved id would have to be kept from every list, search, stream, sweep, worker and
/// export, and from those yet to be made; of a table that nobody else reads nothing can be seen. For the same reason a canary is numbered
/// by its process: it takes no revision, so no cursor moves for it.
/// </summary>
public sealed class CanaryStore(StatusWriter writer, IDbContextFactory<LiveDbContext> databases)
{
    // Longer than any clock is wrong that anybody would put up with; a row that is removed too early is written anew a second later.
    private static readonly TimeSpan StaleAfter = TimeSpan.FromHours(1);

    /// <summary>Writes the process's canary over its last one, and announces it.</summary>
    /// <param name="process">At most 32 characters of a well-formed <see cref="VideoId"/>.</param>
    /// <param name="number">Greater than the last one.</param>
    /// <param name="cancellationToken">Abandons it, as long as it has not committed.</param>
    /// <exception cref="DbException">The database did not take it.</exception>
    public Task WriteAsync(string process, long number, CancellationToken cancellationToken) => writer.ChangeAsync(
        async changes =>
        {
            var (canaries, now) = (changes.Database.Canaries, changes.Now);
            var written = await canaries.Where(row => row.Process == process)
                .ExecuteUpdateAsync(row => row.SetProperty(canary => canary.Number, number).SetProperty(canary => canary.WrittenAt, now), cancellationToken);
            if (written == 0)
                canaries.Add(new CanaryRow { Process = process, Number = number, WrittenAt = now });
            changes.Add(new StatusChange(new StatusKey(process, StatusKind.Canary, Language.Default), new StatusMessage
            {
                VideoId = process,
                Language = Language.Default,
                Status = StatusState.Processing,
                Timestamp = now.ToUnixTimeMilliseconds(),
                Revision = number,
            }));
            return true;
        },
        cancellationToken);

    /// <summary>Removes the process's row, and those of processes that ended without a word.</summary>
    /// <exception cref="DbException">The database did not take it.</exception>
    public async Task RemoveAsync(string process, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var stale = now - StaleAfter;
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await database.Canaries.Where(row => row.Process == process || row.WrittenAt < stale).ExecuteDeleteAsync(cancellationToken);
    }
}
