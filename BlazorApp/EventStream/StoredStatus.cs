using Pipeline.Status;
using Pipeline.Storage;

namespace BlazorApp.EventStream;

/// <summary>A status as it was read from the store, encoded once for every reader that is sent it.</summary>
/// <param name="Key">Whose status it is.</param>
/// <param name="Order">Its revision.</param>
/// <param name="Position">Where its last change stands in the order of commits.</param>
/// <param name="Cursor">Where a reader may resume that has this status and all that come before it on its page.</param>
/// <param name="Frame">The frame, with that cursor.</param>
internal sealed record StoredStatus(StatusKey Key, long Order, long Position, long Cursor, ReadOnlyMemory<byte> Frame)
{
    /// <summary>Encodes a status of a reading.</summary>
    public static StoredStatus Of(StatusChange status, StatusSnapshot snapshot, string epoch)
    {
        var cursor = snapshot.CursorAt(status);
        return new StoredStatus(status.Key, status.Order, status.Position, cursor, EventFrame.Encode(status, new StreamCursor(cursor, epoch)));
    }
}
