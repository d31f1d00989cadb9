using Microsoft.EntityFrameworkCore;
using Pipeline.Storage;

namespace Pipeline.Search;

/// <summary>
/// What of a transaction can be searched for. It is told by the rows that the transaction changes, so that no way of changing a title
/// or a text can forget the index.
/// </summary>
internal sealed class SearchChanges
{
    private readonly LiveDbContext database;
    private readonly List<VideoRow> videos;
    private readonly List<ResultRow> results;

    private SearchChanges(LiveDbContext database, List<VideoRow> videos, List<ResultRow> results) =>
        (this.database, this.videos, this.results) = (database, videos, results);

    /// <summary>Looks at what is about to be saved.</summary>
    public static SearchChanges In(LiveDbContext database)
    {
        var videos = database.ChangeTracker.Entries<VideoRow>()
            .Where(entry => entry.State == EntityState.Added || entry.Property(row => row.Title).IsModified || entry.Property(row => row.DeletedAt).IsModified).Select(entry => entry.Entity).ToList();
        var results = database.ChangeTracker.Entries<ResultRow>()
            .Where(entry => entry.State == EntityState.Added || entry.Property(row => row.Text).IsModified).Select(entry => entry.Entity).ToList();
        return new SearchChanges(database, videos, results);
    }

    /// <summary>Indexes it, once it has been saved and before it is committed.</summary>
    public async Task IndexAsync(CancellationToken cancellationToken)
    {
        foreach (var video in videos)
            await SearchWriter.WriteAllAsync(database, video, cancellationToken);
        foreach (var result in results.Where(result => videos.All(video => video.Id != result.VideoId)))
        {
            var video = (await database.Videos.FindAsync([result.VideoId], cancellationToken))!; // a text has one
            if (video.DeletedAt is null)
                await SearchWriter.WriteAsync(database, result, video.Title, cancellationToken);
        }
    }
}
