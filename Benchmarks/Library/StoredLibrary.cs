using Microsoft.EntityFrameworkCore;
using Pipeline.Storage;

namespace Benchmarks.Library;

/// <summary>Fills a SQLite file with videos as years of use leave them: nearly all completed, some failed or cancelled anywhere, the newest waiting.</summary>
internal static class StoredLibrary
{
    private const int Waiting = 40;
    private static readonly DateTimeOffset First = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>When the video of that number became known.</summary>
    public static DateTimeOffset Of(int number) => First.AddMinutes(number);

    /// <summary>Stores so many. In statements of their own, because it is not what is measured.</summary>
    public static async Task FillAsync(LiveDbContext database, int videos, CancellationToken cancellationToken)
    {
        database.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        // Multiplied by a prime, the numbers come in an order that has nothing to do with that of time: titles and states are spread.
        await database.Database.ExecuteSqlAsync($"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {videos})
            INSERT INTO videos ("Id", "Title", "SortTitle", "Source", "Language", "CreatedAt")
            SELECT 'video-' || i, 'Talk ' || char(97 + i * 7919 % 26) || ' ' || (i * 104729 % 99991), 'talk ' || char(97 + i * 7919 % 26) || ' ' || (i * 104729 % 99991),
                'video-' || i, CASE WHEN i % 1000 = 7 THEN 'pt-BR' WHEN i % 3 = 0 THEN 'tr' ELSE 'en' END, {First.ToUnixTimeMilliseconds()} + i * 60000
            FROM n
            """, cancellationToken);
        foreach (var kind in new[] { "transcript", "summary" })
        {
            await database.Database.ExecuteSqlAsync($"""
                INSERT INTO statuses ("VideoId", "Kind", "Language", "State", "Revision", "Position", "AnnouncedRevision", "Attempt", "AttemptLimit", "Progress",
                    "Segments", "CancelRequested", "External", "ErrorRetryable", "QueuedAt", "UpdatedAt", "ListedAt")
                SELECT v."Id", {kind}, v."Language",
                    CASE WHEN v.rowid > {videos - Waiting} THEN 'Queued' WHEN v.rowid * 7919 % 100 < 4 THEN 'Failed' WHEN v.rowid * 7919 % 100 = 4 THEN 'Cancelled' ELSE 'Completed' END,
                    v.rowid, v.rowid, v.rowid, 1, 3, 1, 0, 0, 0, 0, v."CreatedAt", v."CreatedAt", v."CreatedAt"
                FROM videos AS v
                """, cancellationToken);
        }
    }
}
