using Microsoft.EntityFrameworkCore;
using Pipeline.Status;

namespace Pipeline.Storage;

/// <summary>
/// The questions behind a page of videos. Each walks along one index from the place where the page begins and stops when it is full, so
/// that a page costs the same wherever it is and however rare what it looks for. <c>a &lt;= x AND (a &lt; x OR b &lt; y)</c> is how both
/// databases are made to begin there: of the <c>OR</c> alone they would read everything before.
/// </summary>
public static class LibraryQueries
{
    /// <summary>The statuses that make a video fit; all of them when nothing is filtered.</summary>
    public static IQueryable<StatusRow> Matching(LiveDbContext database, VideoQuery query)
    {
        var rows = database.Statuses.AsNoTracking().Where(row => row.Deletion == null);
        if (query.State is { } state)
            rows = rows.Where(row => row.State == state);
        if (query.Language is { } language)
            rows = rows.Where(row => row.Language == language);
        return rows;
    }

    /// <summary>The ids of a page in the order of time, and of one video beyond it.</summary>
    /// <exception cref="FormatException">The page begins at no position.</exception>
    public static IQueryable<string> InTime(LiveDbContext database, VideoQuery query)
    {
        var places = query.IsFiltered
            ? Matching(database, query).Select(row => new Place { At = row.ListedAt, Id = row.VideoId })
            : database.Videos.Where(row => row.DeletedAt == null).Select(row => new Place { At = row.CreatedAt, Id = row.Id });
        var descending = (query.Sort == VideoSort.Newest) == (query.Before is null);
        if ((query.Before ?? query.After) is { } position)
        {
            var (at, id) = PagePosition.ParseTime(position);
            places = descending
                ? places.Where(place => place.At <= at && (place.At < at || place.Id.CompareTo(id) < 0))
                : places.Where(place => place.At >= at && (place.At > at || place.Id.CompareTo(id) > 0));
        }

        if (!query.IsFiltered)
        {
            var all = descending
                ? places.OrderByDescending(place => place.At).ThenByDescending(place => place.Id)
                : places.OrderBy(place => place.At).ThenBy(place => place.Id);
            return all.Take(query.Size + 1).Select(place => place.Id);
        }

        // A video of which several statuses fit stands there several times, one after the other. Of videos themselves this would be
        // undone by PostgreSQL, which groups by the key alone and then sorts all of them.
        var each = places.GroupBy(place => new { place.At, place.Id });
        var ordered = descending
            ? each.OrderByDescending(group => group.Key.At).ThenByDescending(group => group.Key.Id)
            : each.OrderBy(group => group.Key.At).ThenBy(group => group.Key.Id);
        return ordered.Take(query.Size + 1).Select(group => group.Key.Id);
    }

    /// <summary>The ids of a page in the order of titles, and of one video beyond it.</summary>
    /// <param name="database">Where to ask.</param>
    /// <param name="query">What is asked.</param>
    /// <param name="few">The ids of all videos that fit, where they are few; null where they are so many that a walk along the titles soon fills a page.</param>
    /// <exception cref="FormatException">The page begins at no position.</exception>
    public static IQueryable<string> ByTitle(LiveDbContext database, VideoQuery query, IReadOnlyCollection<string>? few)
    {
        var videos = database.Videos.AsNoTracking().Where(video => video.DeletedAt == null);
        if (few is not null)
            videos = videos.Where(video => few.Contains(video.Id));
        else if (query.IsFiltered)
        {
            var matching = Probing(database, query);
            videos = videos.Where(video => matching.Any(row => row.VideoId == video.Id));
        }

        var descending = query.Before is not null;
        if ((query.Before ?? query.After) is { } position)
        {
            var (title, id) = PagePosition.ParseTitle(position);
            videos = descending
                ? videos.Where(video => video.SortTitle.CompareTo(title) <= 0 && (video.SortTitle.CompareTo(title) < 0 || video.Id.CompareTo(id) < 0))
                : videos.Where(video => video.SortTitle.CompareTo(title) >= 0 && (video.SortTitle.CompareTo(title) > 0 || video.Id.CompareTo(id) > 0));
        }

        var ordered = descending
            ? videos.OrderByDescending(video => video.SortTitle).ThenByDescending(video => video.Id)
            : videos.OrderBy(video => video.SortTitle).ThenBy(video => video.Id);
        return ordered.Take(query.Size + 1).Select(video => video.Id);
    }

    // Asked of one video after the other, so it has to be looked up by the video. SQLite without statistics would go through all statuses
    // of the state for each of them; what it can't find by an index it does not look up by one.
    private static IQueryable<StatusRow> Probing(LiveDbContext database, VideoQuery query)
    {
        var rows = database.Statuses.AsNoTracking().Where(row => row.Deletion == null);
        if (query.State is { } state)
        {
            StatusState[] others = [.. Enum.GetValues<StatusState>().Where(other => other != state)];
            rows = rows.Where(row => !others.Contains(row.State));
        }

        if (query.Language is { } language)
            rows = rows.Where(row => row.Language + "" == language);
        return rows;
    }

    private sealed class Place
    {
        public required DateTimeOffset At { get; init; }

        public required string Id { get; init; }
    }
}
