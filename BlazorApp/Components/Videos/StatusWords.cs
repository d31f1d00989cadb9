using System.Globalization;
using Pipeline.Jobs;
using Pipeline.Status;

namespace BlazorApp.Components.Videos;

/// <summary>The one place where a state becomes a tone and words.</summary>
public static class StatusWords
{
    /// <summary>How a status is shown.</summary>
    /// <param name="kind">The operation.</param>
    /// <param name="message">Its newest message; null while there is no such status.</param>
    /// <param name="live">Whether news arrive; without them what was running is only what was last heard.</param>
    /// <param name="before">The state of the kind whose completion queues this one; null while that has none.</param>
    public static StatusFace Of(StatusKind kind, StatusMessage? message, bool live, StatusState? before = null)
    {
        var face = message is null ? NotThere(kind, before) : Of(kind, message);
        return live || message is null || message.Status.IsFinal
            ? face
            : face with { Tone = StatusTone.Warn, Words = $"{face.Words} · updates paused" };
    }

    /// <summary>The kind's name as a heading.</summary>
    public static string Title(StatusKind kind) => Capital(kind.Name);

    /// <summary>A share as people read it.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(Math.Clamp(share, 0, 1) * 100):0} %");

    /// <summary>How far it is, 0 to 1; null while nobody knows. What has only begun, or never says, is not "0 %".</summary>
    public static double? ShareOf(StatusMessage? message) => message?.Progress is > 0 and var progress ? progress : null;

    /// <summary>A moment in a video: <c>0:06</c>, <c>1:02:03</c>.</summary>
    public static string Moment(double seconds)
    {
        var time = TimeSpan.FromSeconds(Math.Floor(Math.Max(0, seconds)));
        return time.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time:mm\\:ss}")
            : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time:ss}");
    }

    private static StatusFace NotThere(StatusKind kind, StatusState? before) => (kind.Follows, before) switch
    {
        (null, _) => new(StatusTone.Quiet, "Not started"),
        ({ } first, StatusState.Completed) => new(
            StatusTone.Quiet, $"No {kind} yet", $"The {first} came from another program. When one makes a {kind} of it, it appears here."),
        ({ } first, StatusState.Failed or StatusState.Cancelled) => new(
            StatusTone.Quiet, $"Needs the {first}", $"It is made from the {first}, so start that again first."),
        ({ } first, _) => new(StatusTone.Quiet, $"Waiting for the {first}", $"It is made from the {first}, as soon as that is complete."),
    };

    private static StatusFace Of(StatusKind kind, StatusMessage message) => message switch
    {
        { Cancelling: true, Status: StatusState.Queued or StatusState.Processing } => new(
            StatusTone.Warn, "Cancelling…", "The worker was asked to stop and has not said yet that it did."),
        { Status: StatusState.Queued, Stage: ExpiredLeases.WorkerLost } => new(
            StatusTone.Warn, "Worker lost, retrying", "The worker went silent. Another one goes on from the last saved line."),
        { Status: StatusState.Queued } => new(
            StatusTone.Quiet, "Waiting for a worker", "It begins by itself as soon as a worker is free."),
        { Status: StatusState.Processing } => new(StatusTone.Live, Running(kind, message), "The first lines are on their way."),
        { Status: StatusState.Completed } => new(StatusTone.Done, "Completed"),
        { Status: StatusState.Failed } => new(StatusTone.Bad, "Failed", message.Error?.Message ?? "No reason was given."),
        _ => new(StatusTone.Stopped, "Cancelled", "It was stopped on request. What had been made is kept."),
    };

    private static string Running(StatusKind kind, StatusMessage message)
    {
        var stage = message.Stage is { Length: > 0 } word ? Capital(word.Replace('-', ' ')) : kind == StatusKind.Transcript ? "Transcribing" : "Working";
        var share = ShareOf(message) is { } progress ? $" {Percent(progress)}" : "";
        return message.Attempt > 1 ? $"{stage}{share} · attempt {message.Attempt}" : stage + share;
    }

    private static string Capital(string word) => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..];
}
