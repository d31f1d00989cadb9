using Pipeline.Status;
using Pipeline.Storage;

namespace BlazorApp.Components.Videos;

/// <summary>What a page shows of one status: its newest change, and either the lines around the reader or a text. It only ever moves forward.</summary>
/// <param name="key">Whose status it is.</param>
/// <param name="clock">Notes when it was last heard of.</param>
public sealed class ShownResult(StatusKey key, TimeProvider clock)
{
    /// <summary>Whose status it is.</summary>
    public StatusKey Key { get; } = key;

    /// <summary>The newest change; null while there is no such status.</summary>
    public StatusChange? Status { get; private set; }

    /// <summary>The message of the newest change.</summary>
    public StatusMessage? Message => Status?.Message;

    /// <summary>The state; null while there is no such status.</summary>
    public StatusState? State => Message?.Status;

    /// <summary>When this process last heard of it, by its own clock; null while it did not.</summary>
    public DateTimeOffset? HeardAt { get; private set; }

    /// <summary>How fast it advances.</summary>
    public Pace Pace { get; } = new();

    /// <summary>The lines, of a transcript that has them.</summary>
    public ShownLines Lines { get; private set; } = new();

    /// <summary>The result where there are no lines, or what another program published of it so far.</summary>
    public string? Text { get; private set; }

    /// <summary>Whether there is anything to read.</summary>
    public bool HasText => IsTimed || Text is { Length: > 0 };

    /// <summary>Whether lines are what there is to read.</summary>
    public bool IsTimed => Lines.Count > 0;

    /// <summary>Applies a change, unless something newer is shown.</summary>
    /// <returns>What the change announces without carrying it.</returns>
    public Missing Apply(StatusChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (change.Over(Status) is not { } next)
            return Missing.Nothing;

        LetGoOfWhatIsGone(next.Message);
        Note(next, clock.GetUtcNow());
        var message = next.Message;
        if (message.Revision is null ? message.Data?.Text is not null : message.Segments == 0)
            Lines = new ShownLines(); // another program's text took their place
        Lines.Append(message.Newest ?? []);
        if (message.Segments > Lines.Count)
            return Missing.Segments;
        if (IsTimed)
        {
            Text = null;
            return Missing.Nothing;
        }

        Text = message.Data?.Text ?? Text;
        return message.Data?.Ref is not null || (message.Status == StatusState.Completed && message.Data?.Text is null) ? Missing.Result : Missing.Nothing;
    }

    /// <summary>Takes what was read from the store, as far as it is not older than what is shown.</summary>
    public void Take(ResultView read)
    {
        ArgumentNullException.ThrowIfNull(read);
        if (read.Status.Over(Status) is { } newer)
        {
            LetGoOfWhatIsGone(newer.Message);
            Note(newer, Heard(newer.Message));
        }
        else if (Message!.Revision is null)
        {
            Text ??= IsTimed ? null : read.Text; // a short form is shown over what is stored
            return;
        }
        else if (read.Status.Order < Status!.Order)
        {
            // Stored lines only ever grow, so even an older reading may bring some that are missed.
            if (Text is null)
                Lines.Append(read.Segments);
            return;
        }

        if (read.Segments.Count > 0)
        {
            Lines.Hold(read.Segments, read.Status.Message.Segments ?? 0);
            Text = null;
        }
        else
        {
            Text = read.Text ?? Text;
        }
    }

    // The video was deleted and submitted anew, and the news of the deletion was replaced by a newer one before it came here.
    private void LetGoOfWhatIsGone(StatusMessage message)
    {
        if (message.Revision is not null && message.Segments < Lines.Count && (message.Segments == 0 || message.Attempt > Message?.Attempt))
            Lines = new ShownLines();
        if (message is { Revision: not null, Status: StatusState.Queued, Progress: 0 })
            Text = null;
    }

    private void Note(StatusChange change, DateTimeOffset heard)
    {
        (Status, HeardAt) = (change, heard);
        Pace.Note(change.Message);
    }

    // What was read may have been written long ago; by a clock that is ahead of this one, it was written now at the latest.
    private DateTimeOffset Heard(StatusMessage message)
    {
        var (written, now) = (DateTimeOffset.FromUnixTimeMilliseconds(message.Timestamp), clock.GetUtcNow());
        return written < now ? written : now;
    }
}
