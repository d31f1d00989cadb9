using Pipeline.Status;
using Pipeline.Storage;

namespace BlazorApp.Components.Videos;

/// <summary>What a page shows of one status: its newest change, the segments so far, the text. It only ever moves forward.</summary>
/// <param name="key">Whose status it is.</param>
public sealed class ShownResult(StatusKey key)
{
    private readonly List<Segment> segments = [];

    /// <summary>Whose status it is.</summary>
    public StatusKey Key { get; } = key;

    /// <summary>The newest change; null while there is no such status.</summary>
    public StatusChange? Status { get; private set; }

    /// <summary>The message of the newest change.</summary>
    public StatusMessage? Message => Status?.Message;

    /// <summary>The state; null while there is no such status.</summary>
    public StatusState? State => Message?.Status;

    /// <summary>The segments held, from 0 without a gap.</summary>
    public IReadOnlyList<Segment> Segments => segments;

    /// <summary>The result, or what another program published of it so far.</summary>
    public string? Text { get; private set; }

    /// <summary>Whether there is anything to read.</summary>
    public bool HasText => segments.Count > 0 || Text is { Length: > 0 };

    /// <summary>
    /// Whether the segments are what there is to read. They are not when another program published a text of its own over
    /// what a worker had begun.
    /// </summary>
    public bool IsTimed => segments.Count > 0
        && (Text is null || (Text.Contains(segments[0].Text, StringComparison.Ordinal) && Text.Contains(segments[^1].Text, StringComparison.Ordinal)));

    /// <summary>Applies a change, unless something newer is shown.</summary>
    /// <returns>What the change announces without carrying it.</returns>
    public Missing Apply(StatusChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (change.Over(Status) is not { } next)
            return Missing.Nothing;

        Status = next;
        var message = next.Message;
        if (message.Data?.Text is { } text)
            Text = text;
        Append(message.Newest ?? []);
        if (message.Data?.Ref is not null || (message.Status == StatusState.Completed && message.Data?.Text is null))
            return Missing.Result;
        return message.Segments > segments.Count ? Missing.Segments : Missing.Nothing;
    }

    /// <summary>Adds the segments that follow those held; repeated ones, and those behind a gap, are left out.</summary>
    public void Append(IEnumerable<Segment> more)
    {
        ArgumentNullException.ThrowIfNull(more);
        foreach (var segment in more)
        {
            if (segment.Index == segments.Count)
                segments.Add(segment);
        }
    }

    /// <summary>Takes what was read from the store, as far as it is not older than what is shown.</summary>
    public void Take(ResultView read)
    {
        ArgumentNullException.ThrowIfNull(read);
        Append(read.Segments); // stored segments only ever grow, so even an older reading adds to what is held
        if (read.Status.Over(Status) is { } newer)
            (Status, Text) = (newer, read.Text);
        else if (read.Status.Order == Status!.Order)
            Text = Message!.Revision is null ? Text ?? read.Text : read.Text ?? Text; // a short form is shown over what is stored
    }
}
