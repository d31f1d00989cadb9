using Pipeline.Status;
using Pipeline.Storage;

namespace BlazorApp.Components.Videos;

/// <summary>What the list of videos shows: the newest so many, read from the store, then kept current by changes.</summary>
/// <param name="store">Where the truth is read.</param>
/// <param name="clock">Dates what is known from a message only.</param>
/// <param name="size">How many are read; what comes later is added on top.</param>
public sealed class ShownVideos(VideoStore store, TimeProvider clock, int size)
{
    private readonly HashSet<string> older = new(StringComparer.Ordinal);
    private readonly Dictionary<StatusKey, StatusChange> deleted = [];
    private List<VideoView> videos = [];

    /// <summary>The videos, newest first.</summary>
    public IReadOnlyList<VideoView> Videos => videos;

    /// <summary>Whether there are more than were read.</summary>
    public bool HasOlder { get; private set; }

    /// <summary>Reads the newest videos.</summary>
    /// <returns>Their statuses.</returns>
    public async Task<IEnumerable<StatusChange>> ReadAsync(CancellationToken cancellationToken)
    {
        var page = await store.GetVideosAsync(size, after: null, cancellationToken);
        older.Clear();
        deleted.Clear();
        (videos, HasOlder) = ([.. page.Videos], page.Next is not null);
        return videos.SelectMany(video => video.Statuses);
    }

    /// <summary>Applies changes in the order given; a video that is new appears on top, one that was deleted goes.</summary>
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
            else if (!older.Contains(change.Key.VideoId))
                await AddAsync(change, cancellationToken);
        }
    }

    private async Task AddAsync(StatusChange change, CancellationToken cancellationToken)
    {
        // A short form is shown before it is stored; until then the message is all that is known.
        var id = change.Key.VideoId;
        var video = await store.GetVideoAsync(id, cancellationToken)
            ?? new VideoView(id, change.Message.Title ?? id, Source: null, change.Key.Language, clock.GetUtcNow(), []);
        if (video.DeletedAt is not null)
            return;
        if (HasOlder && videos.Count > 0 && video.CreatedAt < videos[^1].CreatedAt)
        {
            older.Add(id);
            return;
        }

        var place = videos.FindIndex(other => other.CreatedAt <= video.CreatedAt);
        videos.Insert(place < 0 ? videos.Count : place, With(video, change));
    }

    private void Drop(StatusChange change)
    {
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
            && await store.GetVideoAsync(video.Id, cancellationToken) is { } read)
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
