namespace BlazorApp.Status;

/// <summary>The videos that the person of one circuit has opened, so that he is told how they end while he looks at something else.</summary>
public sealed class FollowedVideos
{
    /// <summary>How many are remembered; the one opened longest ago is forgotten first.</summary>
    public const int Most = 50;

    private readonly List<string> ids = [];
    private Action? added;

    /// <summary>The videos, the one opened last at the end.</summary>
    public IReadOnlyList<string> Ids => ids;

    /// <summary>Notes that the video was opened.</summary>
    public void Add(string id)
    {
        var isNew = !ids.Remove(id);
        if (ids.Count == Most)
            ids.RemoveAt(0);
        ids.Add(id);
        if (isNew)
            added?.Invoke();
    }

    /// <summary>Calls back whenever there is another one, in place of whoever asked for it before, until disposed.</summary>
    public IDisposable Watch(Action whenAdded)
    {
        added = whenAdded;
        return new Watching(this);
    }

    private sealed class Watching(FollowedVideos followed) : IDisposable
    {
        public void Dispose() => followed.added = null;
    }
}
