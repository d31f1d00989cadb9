using Pipeline.Status;

namespace Pipeline.Storage;

/// <summary>Statuses as they stood, and how far the reading reaches.</summary>
/// <param name="Statuses">The statuses in the order of their positions, with inline results.</param>
/// <param name="Cursor">
/// Where a reader that has all of it may resume: every change at or below this position is contained or was outside of what was
/// asked, and what is committed later is above it.
/// </param>
/// <param name="Next">The position to ask for the next page with; null when this was the last one.</param>
public sealed record StatusSnapshot(IReadOnlyList<StatusChange> Statuses, long Cursor, long? Next = null)
{
    /// <summary>Where a reader may resume that has this status and all that come before it.</summary>
    public long CursorAt(StatusChange status) => Math.Min(status.Position - 1, Cursor);
}
