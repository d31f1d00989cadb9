using Microsoft.EntityFrameworkCore;
using Pipeline.Status;
using Pipeline.Storage;

namespace Pipeline.Search;

/// <summary>
/// Keeps the index in step with what is stored, inside the transaction that stores it. Whoever calls has the video's turn
/// (<see cref="LiveDbContext.TakeTurnAsync"/>): a title and a text that change at once would each be indexed with the other's old one.
/// </summary>
internal static class SearchWriter
{
    /// <summary>Indexes a text, new or changed.</summary>
    public static async Task WriteAsync(LiveDbContext database, ResultRow result, string title, CancellationToken cancellationToken)
    {
        var rows = await RowsOfAsync(database, result.VideoId, cancellationToken);
        foreach (var row in rows.Where(row => row.Kind is null))
        {
            // From now on the title is found with the text.
            await database.SearchIndex.RemoveAsync(database, row.Id, cancellationToken);
            database.Remove(row);
        }

        await WriteAsync(database, rows, result.VideoId, title, result.Text, result.Kind, result.Language, cancellationToken);
    }

    /// <summary>Indexes all that there is of a video: its texts, or its title alone. One that was deleted is taken out.</summary>
    public static async Task WriteAllAsync(LiveDbContext database, VideoRow video, CancellationToken cancellationToken)
    {
        if (video.DeletedAt is not null)
        {
            await RemoveAllAsync(database, video.Id, cancellationToken);
            return;
        }

        var results = await database.Results.AsNoTracking().Where(row => row.VideoId == video.Id)
            .OrderBy(row => row.Kind).ThenBy(row => row.Language).ToListAsync(cancellationToken);
        foreach (var result in results)
            await WriteAsync(database, result, video.Title, cancellationToken);
        if (results.Count == 0)
        {
            var rows = await RowsOfAsync(database, video.Id, cancellationToken);
            await WriteAsync(database, rows, video.Id, video.Title, text: "", kind: null, video.Language, cancellationToken);
        }
    }

    private static async Task RemoveAllAsync(LiveDbContext database, string videoId, CancellationToken cancellationToken)
    {
        foreach (var row in await RowsOfAsync(database, videoId, cancellationToken))
        {
            await database.SearchIndex.RemoveAsync(database, row.Id, cancellationToken);
            database.Remove(row);
        }

        await database.SaveChangesAsync(cancellationToken);
    }

    private static Task<List<SearchRow>> RowsOfAsync(LiveDbContext database, string videoId, CancellationToken cancellationToken) =>
        database.Set<SearchRow>().Where(row => row.VideoId == videoId).ToListAsync(cancellationToken);

    private static async Task WriteAsync(
        LiveDbContext database, List<SearchRow> rows, string videoId, string title, string text, StatusKind? kind, string language, CancellationToken cancellationToken)
    {
        var row = rows.Find(row => row.Kind == kind && row.Language == language);
        if (row is null)
        {
            row = new SearchRow { VideoId = videoId, Kind = kind, Language = language };
            database.Add(row);
        }

        await database.SaveChangesAsync(cancellationToken); // which numbers it
        await database.SearchIndex.WriteAsync(database, row.Id, new SearchDocument(title, text, kind, language), cancellationToken);
    }
}
