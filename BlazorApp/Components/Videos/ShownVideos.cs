using BlazorApp.Status;
using Pipeline.Status;
using Pipeline.Storage;

namespace BlazorApp.Components.Videos;

/// <summary>
/// What a page of the library shows: read from the store, then kept current by changes. It never grows: on the first page of the newest
/// what is new comes on top and what falls off at the bottom is let go; on any other page it is only counted. A video that no longer fits
/// the filter stays, in its new state, until the page is read again, so that nothing jumps away from under the pointer; it is counted.
/// </summary>
/// <param name="library">Where pages are read.</param>
/// <param name="reads">Reads one video.</param>
/// <param name="clock">Dates what is known from a message only.</param>
/// <param name="query">Which page.</param>
public sealed class ShownVideos(LibraryStore library, VideoReads reads, TimeProvider clock, VideoQuery query)
{
    // Of videos that stand elsewhere; a page that stays open for days would remember all there are.
    private const int MostRemembered = 10_000;

    private readonly HashSet<string> elsewhere = new(StringComparer.Ordinal);
    private readonly Dictionary<StatusKey, StatusChange> deleted = [];
    private readonly HashSet<string> arrived = new(StringComparer.Ordinal);
    private List<VideoView> videos = [];
    private DateTimeOffset readAt;

    /// <summary>The videos, in the order asked for.</summary>
    public IReadOnlyList<VideoView> Videos => videos;

    /// <summary>Where the page after this one begins; null on the last.</summary>
    public string? Next { get; private set; }

    /// <summary>Where the page before this one ends; null on the first.</summary>
    public string? Previous { get; private set; }

    /// <summary>How many videos that fit have come since this page was read, and are not on it.</summary>
    public int Arrived => arrived.Count;

    /// <summary>How many of the videos have come to no longer fit the filter.</summary>
    public int Outgrown => query.IsFiltered ? videos.Count(video => !query.Fits(video.Statuses)) : 0;

    // The order of the newest from its beginning is the one in which what is new has an obvious place.
    private bool TakesNew => query is { IsFirst: true, Sort: VideoSort.Newest };

    /// <summary>Reads the page.</summary>
    /// <returns>The statuses of its videos.</returns>
    public async Task<IEnumerable<StatusChange>> ReadAsync(CancellationToken cancellationToken)
    {
        readAt = clock.GetUtcNow();
        var page = await library.GetPageAsync(query, cancellationToken);
        elsewhere.Clear();
        arrived.Clear();
        deleted.Clear();
        (videos, Next, Previous) = ([.. page.Videos], page.Next, page.Previous);
        return videos.SelectMany(video => video.Statuses);
    }

    /// <summary>Applies changes in the order given; a video that was deleted goes.</summary>
    public async Task ApplyAsync(IEnumerable<StatusChange> changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        foreach (var change in changes)
        {
            if (change.Over(deleted.GetValueOrDefault(change.Key)) is null)
                continue;
            deleted.Remove(change.Key);
            if (change.Message.Deleted == true)
            {
                Drop(change);
                continue;
            }

            var place = videos.FindIndex(video => video.Id == change.Key.VideoId);
            if (place >= 0)
                videos[place] = await WithAsync(videos[place], change, cancellationToken);
            else if (!elsewhere.Contains(change.Key.VideoId) && query.Fits([change]))
                await AddAsync(change, cancellationToken);
        }
    }

    private async Task AddAsync(StatusChange change, CancellationToken cancellationToken)
    {
        // A short form is shown before it is stored; until then the message is all that is known.
        var id = change.Key.VideoId;
        var video = await reads.ReadAsync(change, cancellationToken)
            ?? new VideoView(id, change.Message.Title ?? id, Source: null, change.Key.Language, clock.GetUtcNow(), []);
        if (video.DeletedAt is not null)
            return;
        if (!TakesNew || (Next is not null && videos.Count > 0 && video.CreatedAt < videos[^1].CreatedAt))
        {
            if (elsewhere.Count >= MostRemembered)
                elsewhere.Clear();
            elsewhere.Add(id);
            if (!TakesNew && video.CreatedAt >= readAt)
                arrived.Add(id);
            return;
        }

        var place = videos.FindIndex(other => other.CreatedAt <= video.CreatedAt);
        videos.Insert(place < 0 ? videos.Count : place, With(video, change));
        if (videos.Count > query.Size)
        {
            videos.RemoveRange(query.Size, videos.Count - query.Size);
            Next = PagePosition.OfTime(videos[^1].CreatedAt, videos[^1].Id);
        }
    }

    private void Drop(StatusChange change)
    {
        arrived.Remove(change.Key.VideoId);
        elsewhere.Remove(change.Key.VideoId);
        deleted[change.Key] = change with { Message = change.Message with { Traceparent = null } };
        var place = videos.FindIndex(video => video.Id == change.Key.VideoId);
        if (place < 0)
            return;
        var left = videos[place].Statuses.Where(status => status.Key != change.Key).ToList();
        if (left.Count > 0)
            videos[place] = videos[place] with { Statuses = left };
        else
            videos.RemoveAt(place);
    }

    private async Task<VideoView> WithAsync(VideoView video, StatusChange change, CancellationToken cancellationToken)
    {
        // A title travels in one message, which a newer one may have replaced in the mailbox; look when the stage turns.
        var before = video.Statuses.FirstOrDefault(status => status.Key == change.Key)?.Message;
        if (video.Title == video.Id && change.Message.Title is null && (before?.Stage != change.Message.Stage || change.Message.Status.IsFinal)
            && await reads.ReadAsync(change, cancellationToken) is { } read)
        {
            video = video with { Title = read.Title };
        }

        return With(video, change);
    }

    private static VideoView With(VideoView video, StatusChange change)
    {
        var before = video.Statuses.FirstOrDefault(status => status.Key == change.Key);
        if (change.Over(before) is not { } next)
            return video;

        // The list shows no text, so it keeps none: a message's lines and result are let go here.
        next = next with { Message = next.Message with { Data = null, Newest = null } };
        return video with
        {
            Title = change.Message.Title ?? video.Title,
            Statuses = [.. video.Statuses.Where(status => status.Key != change.Key), next],
        };
    }
}
