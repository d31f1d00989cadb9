using BlazorApp.EventStream;
using Pipeline.Status;

namespace BlazorApp.Status;

/// <summary>A change on its way to those who watch, shared by all of them.</summary>
/// <param name="change">What changed.</param>
/// <param name="cursor">The position up to which everything had been delivered when this change came; where a reader that saw it may resume.</param>
public sealed class FeedEvent(StatusChange change, long cursor)
{
    /// <summary>What changed.</summary>
    public StatusChange Change { get; } = change;

    /// <summary>Where a reader that saw this change may resume.</summary>
    public long Cursor { get; } = cursor;

    /// <summary>The change as an event-stream frame: encoded once, by whoever needs it first, for all readers.</summary>
    /// <param name="epoch">The <see cref="StreamCursor.Epoch"/>, the same for all readers of a process.</param>
    public ReadOnlyMemory<byte> Frame(string epoch) => frame ??= EventFrame.Encode(Change, new StreamCursor(Cursor, epoch));

    private byte[]? frame;
}
