using BlazorApp.EventStream;
using Pipeline.Status;

namespace BlazorApp.Status;

/// <summary>A change on its way to those who watch, shared by all of them.</summary>
public sealed class FeedEvent
{
    private readonly RememberedStatus status;
    private readonly long number;
    private readonly ReadOnlyMemory<byte> announcement; // as it came, where it can be passed on so; else empty
    private StatusChange? change;
    private SharedFrame? frame;

    /// <param name="change">What changed.</param>
    /// <param name="cursor">The position up to which everything had been delivered when this change came; where a reader that saw it may resume.</param>
    /// <param name="status">What the feed remembers of the status.</param>
    internal FeedEvent(StatusChange change, long cursor, RememberedStatus status)
        : this(change.Key, change.Order, cursor, status)
    {
        (this.change, HasRevision) = (change, change.Message.Revision is not null);
    }

    /// <param name="heard">An announcement that goes on as it came: nothing is built of it before a page asks for it.</param>
    /// <param name="order">The <see cref="Order"/>.</param>
    /// <inheritdoc cref="FeedEvent(StatusChange, long, RememberedStatus)"/>
    internal FeedEvent(HeardAnnouncement heard, long order, long cursor, RememberedStatus status)
        : this(heard.Key, order, cursor, status)
    {
        (announcement, HasRevision) = (heard.Payload, heard.Revision is not null);
    }

    private FeedEvent(StatusKey key, long order, long cursor, RememberedStatus status)
    {
        (Key, Order, Cursor, this.status) = (key, order, cursor, status);
        number = status.Next();
    }

    /// <summary>Whose status changed.</summary>
    public StatusKey Key { get; }

    /// <inheritdoc cref="StatusChange.Order"/>
    public long Order { get; }

    /// <summary>Whether the change is one that the store numbered, and not a short form.</summary>
    public bool HasRevision { get; }

    /// <summary>What changed.</summary>
    public StatusChange Change => change ??= HeardAnnouncement.Read(Key, announcement) with { Order = Order };

    /// <summary>Where a reader that saw this change may resume.</summary>
    public long Cursor { get; }

    /// <summary>
    /// Whether the same status has changed again. The newer change is in every mailbox that this one is in, or about to be, so this
    /// one need not be looked at any more: thousands of mailboxes keep the newest of each status without comparing a single key.
    /// </summary>
    internal bool IsSuperseded => status.Last != number;

    /// <summary>The change as an event-stream frame: encoded once, by whoever needs it first, for all readers.</summary>
    /// <param name="epoch">The <see cref="StreamCursor.Epoch"/>, the same for all readers of a process.</param>
    public SharedFrame Frame(string epoch) => frame ??= new SharedFrame(Encode(new StreamCursor(Cursor, epoch)));

    private byte[] Encode(StreamCursor cursor) => announcement.IsEmpty ? EventFrame.Encode(Change, cursor) : EventFrame.Encode(Key.Kind, announcement.Span, cursor);
}
