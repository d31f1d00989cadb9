using Pipeline.Status;
using Pipeline.Storage;

namespace BlazorApp.Status;

/// <summary>
/// Reads videos for pages that have heard a change of them. However many pages hear it, the store is asked once: what is read after a change
/// was heard holds it, and what comes later reaches each page by itself.
/// </summary>
public sealed class VideoReads(VideoStore store)
{
    /// <summary>Of how many changes the reading is kept, the newest ones; a page that comes to one later has it read for itself.</summary>
    internal const int Kept = 64;

    private readonly Lock gate = new();
    private readonly Dictionary<(StatusKey Key, long Revision), Task<VideoView?>> readings = [];
    private readonly Queue<(StatusKey Key, long Revision)> kept = [];

    /// <summary>The video as it was when the change was heard, or later; null when the store does not know it.</summary>
    /// <exception cref="System.Data.Common.DbException">The database does not answer. Who asks again has it read again.</exception>
    public Task<VideoView?> ReadAsync(StatusChange heard, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(heard);
        // A short form has nothing by which it would be told from the next.
        return heard.Message.Revision is { } revision
            ? Shared((heard.Key, revision)).WaitAsync(cancellationToken)
            : store.GetVideoAsync(heard.Key.VideoId, cancellationToken);
    }

    private Task<VideoView?> Shared((StatusKey Key, long Revision) heard)
    {
        lock (gate)
        {
            if (readings.TryGetValue(heard, out var reading) && reading is { IsFaulted: false, IsCanceled: false })
                return reading;
            if (reading is null)
                Keep(heard);
            // Beside the page that asks first, because whoever it is may go.
            return readings[heard] = Task.Run(() => store.GetVideoAsync(heard.Key.VideoId, CancellationToken.None));
        }
    }

    private void Keep((StatusKey Key, long Revision) heard)
    {
        kept.Enqueue(heard);
        if (kept.Count > Kept)
            readings.Remove(kept.Dequeue());
    }
}
