using BlazorApp.Demo;
using Pipeline.Status;
using Pipeline.Storage;

namespace BlazorApp.Components.Demo;

/// <summary>What the wall shows: the videos of one demo, read from the store, then kept current by changes.</summary>
public sealed class ShownWall(VideoStore store, ResultStore results, DemoRun run)
{
    private readonly WallVideo[] videos = [.. run.VideoIds.Select((id, index) => new WallVideo(index + 1, id))];
    private readonly Dictionary<string, int> places = run.VideoIds.Index().ToDictionary(video => video.Item, video => video.Index);

    /// <summary>Whose videos they are.</summary>
    public DemoRun Run => run;

    /// <summary>The videos, in their places; those that are not submitted yet have no status.</summary>
    public IReadOnlyList<WallVideo> Videos => videos;

    /// <summary>How many are in that state.</summary>
    public int Count(WallState state) => videos.Count(video => video.State == state);

    /// <summary>Reads all of them.</summary>
    /// <returns>Their statuses.</returns>
    public async Task<IEnumerable<StatusChange>> ReadAsync(CancellationToken cancellationToken)
    {
        var read = await ReadAsync(run.VideoIds, cancellationToken);
        return read.SelectMany(video => video.Statuses);
    }

    /// <summary>Applies changes in the order given.</summary>
    public async Task ApplyAsync(IReadOnlyList<StatusChange> changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var untitled = new HashSet<string>();
        foreach (var change in changes)
        {
            var place = places[change.Key.VideoId];
            var before = videos[place].Current?.Message;
            videos[place] = videos[place].With(change);
            // A title travels in one message, which a newer one may have replaced in the mailbox; look when the stage turns.
            if (videos[place] is { Title: null, Current.Message: var now } && (now?.Stage, now?.Status) != (before?.Stage, before?.Status))
                untitled.Add(change.Key.VideoId);
        }

        if (untitled.Count > 0)
            await ReadAsync(untitled, cancellationToken);
    }

    private async Task<IReadOnlyList<VideoView>> ReadAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var read = await store.GetVideosAsync(ids, cancellationToken);
        var last = await results.GetLastSegmentsAsync(ids, cancellationToken);
        foreach (var video in read)
            videos[places[video.Id]] = videos[places[video.Id]].With(video, last);
        return read;
    }
}
