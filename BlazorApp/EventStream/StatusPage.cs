using Pipeline.Storage;

namespace BlazorApp.EventStream;

/// <summary>What one reading of the store gave, shared by all readers that it answers.</summary>
/// <param name="Statuses">The statuses in the order of their positions.</param>
/// <param name="Cursor">As <see cref="StatusSnapshot.Cursor"/>.</param>
/// <param name="Next">As <see cref="StatusSnapshot.Next"/>.</param>
/// <param name="Round">The <see cref="SnapshotReads.Round"/> it was read in.</param>
internal sealed record StatusPage(IReadOnlyList<StoredStatus> Statuses, long Cursor, long? Next, long Round)
{
    /// <summary>What of it answers a request for some videos, and since when; null when the position has not been reached by this database.</summary>
    public StatusPage? For(SnapshotRequest request) => request switch
    {
        { VideoIds: null } => this,
        { Since: { } since } when since > Cursor => null,
        { VideoIds: var ids } => this with { Statuses = [.. Statuses.Where(status => status.Position > (request.Since ?? -1) && ids.Contains(status.Key.VideoId))] },
    };
}
