using BlazorApp.Status;
using Pipeline.Status;

namespace BlazorApp.Api;

/// <summary>One event as the process took it.</summary>
/// <param name="Number">Its number since the process started, from 1.</param>
/// <param name="At">When it was taken.</param>
/// <param name="Kind">The kind whose channel it was heard on, or whose status was read.</param>
/// <param name="Outcome">How it was taken.</param>
/// <param name="ShortForm">Whether another program published it, without a revision.</param>
/// <param name="VideoId">The video; null when it could not be read.</param>
/// <param name="Language">The language; null when it could not be read.</param>
/// <param name="Status">The state; null when it could not be read.</param>
/// <param name="Revision">The revision; null in a short form.</param>
/// <param name="Progress">How far it is, 0 to 1; null when it says nothing of that.</param>
/// <param name="Bytes">The length of what was rejected.</param>
/// <param name="Problem">Why it was rejected.</param>
public sealed record EventResponse(
    long Number,
    DateTimeOffset At,
    string Kind,
    EventOutcome Outcome,
    bool ShortForm,
    string? VideoId,
    string? Language,
    StatusState? Status,
    long? Revision,
    double? Progress,
    int? Bytes,
    string? Problem)
{
    /// <summary>The response for an event.</summary>
    public static EventResponse Of(RecentEvent item) => new(
        item.Number, item.At, item.Kind.Name, item.Outcome, item.IsShortForm, item.VideoId, item.Language, item.State, item.Revision, item.Progress, item.Bytes, item.Problem);
}
