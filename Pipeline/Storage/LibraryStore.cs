using Microsoft.EntityFrameworkCore;

namespace Pipeline.Storage;

/// <summary>Reads the videos page by page, filtered and sorted, in both directions. Nothing here changes anything.</summary>
public sealed class LibraryStore(IDbContextFactory<LiveDbContext> databases)
{
    /// <summary>Up to so many statuses that fit, their videos are sorted by title by themselves; beyond, every few titles one of them comes by.</summary>
    private const int FewStatuses = 2000;

    /// <summary>A page of the videos, each with all its statuses.</summary>
    /// <param name="query">Which one. A page before another that would not be full is the first page.</param>
    /// <param name="cancellationToken">Abandons the read.</param>
    /// <exception cref="FormatException">A position was not handed out by this method for that order.</exception>
    public async Task<VideoPage> GetPageAsync(VideoQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var ids = await IdsAsync(database, query, cancellationToken);
        var (backwards, more) = (query.Before is not null, ids.Count > query.Size);
        if (backwards && !more)
        {
            query = query with { Before = null, After = null };
            ids = await IdsAsync(database, query, cancellationToken);
            (backwards, more) = (false, ids.Count > query.Size);
        }

        string[] page = [.. ids.Take(query.Size)];
        var found = await database.Videos.AsNoTracking().Include(video => video.Statuses).Where(video => page.Contains(video.Id)).ToListAsync(cancellationToken);
        VideoRow[] rows = [.. (backwards ? page.Reverse() : page).Join(found, id => id, video => video.Id, (_, video) => video)];
        return new VideoPage(
            [.. rows.Select(VideoStore.View)],
            rows.Length > 0 && (more || backwards) ? PagePosition.Of(rows[^1], query.Sort) : null,
            rows.Length > 0 && !query.IsFirst ? PagePosition.Of(rows[0], query.Sort) : null);
    }

    private static async Task<List<string>> IdsAsync(LiveDbContext database, VideoQuery query, CancellationToken cancellationToken)
    {
        if (query.Sort != VideoSort.Title)
            return await LibraryQueries.InTime(database, query).ToListAsync(cancellationToken);

        List<string>? few = null;
        if (query.IsFiltered)
        {
            few = await LibraryQueries.Matching(database, query).Select(row => row.VideoId).Take(FewStatuses + 1).ToListAsync(cancellationToken);
            few = few.Count > FewStatuses ? null : [.. few.Distinct()];
        }

        return await LibraryQueries.ByTitle(database, query, few).ToListAsync(cancellationToken);
    }
}
