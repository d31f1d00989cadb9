using Microsoft.EntityFrameworkCore;
using Pipeline.Storage;

namespace Tests.Fixtures;

/// <summary>Fills a database with videos whose transcripts are completed and announced, as years of use would.</summary>
public static class ManyStatuses
{
    /// <summary>Adds that many to an empty database, and lets its planner look at them.</summary>
    public static async Task AddAsync(LiveDbContext context, int count, CancellationToken cancellationToken)
    {
        var (numbers, no) = context.Database.IsNpgsql()
            ? ($"SELECT i FROM generate_series(1, {count}) AS i", "false")
            : ($"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) SELECT i FROM n", "0");
        string[] statements =
        [
            $"""INSERT INTO videos ("Id", "Title", "Language", "CreatedAt") SELECT 'v' || i, 'v', 'en', i FROM ({numbers}) AS numbers""",
            $"""
            INSERT INTO statuses ("VideoId", "Kind", "Language", "State", "Revision", "Position", "AnnouncedRevision", "Attempt", "AttemptLimit",
                "Progress", "Segments", "CancelRequested", "External", "ErrorRetryable", "QueuedAt", "UpdatedAt", "ListedAt")
            SELECT "Id", 'transcript', 'en', 'Completed', "CreatedAt", "CreatedAt", "CreatedAt", 1, 3, 1, 0, {no}, {no}, {no}, 1, 1, "CreatedAt" FROM videos
            """,
            "ANALYZE",
        ];
        context.Database.SetCommandTimeout(TimeSpan.FromMinutes(5));
        foreach (var statement in statements)
            await context.Database.ExecuteSqlRawAsync(statement, cancellationToken);
    }
}
