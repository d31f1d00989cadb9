using BlazorApp.EventStream;
using Pipeline.Status;

namespace BlazorApp.Status;

/// <summary>A change on its way to those who watch, shared by all of them.</summary>
public sealed class FeedEvent
{
    private readonly RememberedStatus status;
    private readonly long number;
    private SharedFrame? frame;

    /// <param name="change">What changed.</param>
    /// <param name="cursor">The position up to which everything had been delivered when this change came; where a reader that saw it may resume.</param>
    /// <param name="status">What the feed remembers of the status.</param>
    internal FeedEvent(StatusChange change, long cursor, RememberedStatus status)
    {
        (Change, Cursor, this.status) = (change, cursor, status);
        number = status.Next();
    }

    /// <summary>What changed.</summary>
    public StatusChange Change { get; }

    /// <summary>Where a reader that saw this change may resume.</summary>
    public long Cursor { get; }

    /// <summary>
    /// Whether the same status has changed again. The newer change is in every mailbox that this one is in, or about to be, so this
    /// one need not be looked at any more: thousands of mailboxes keep the newest of each status without comparing a single key.
    /// </summary>
    internal bool IsSuperseded => status.Last != number;

    /// <summary>The change as an event-stream frame: encoded once, by whoever needs it first, for all readers.</summary>
    /// <param name="epoch">The <see cref="StreamCursor.Epoch"/>, the same for all readers of a process.</param>
    public SharedFrame Frame(string epoch) => frame ??= new SharedFrame(EventFrame.Encode(Change, new StreamCursor(Cursor, epoch)));
}
