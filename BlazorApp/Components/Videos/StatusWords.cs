using System.Globalization;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Pipeline.Jobs;
using Pipeline.Status;

namespace BlazorApp.Components.Videos;

/// <summary>The one place where a state becomes a tone and words, in the language of whoever looks.</summary>
public sealed class StatusWords(IStringLocalizer<Words> words, IOptions<JobOptions> jobs)
{
    /// <summary>How a status is shown.</summary>
    /// <param name="kind">The operation.</param>
    /// <param name="message">Its newest message; null while there is no such status.</param>
    /// <param name="live">Whether news arrive; without them what was running is only what was last heard.</param>
    /// <param name="before">The state of the kind whose completion queues this one; null while that has none.</param>
    public StatusFace Of(StatusKind kind, StatusMessage? message, bool live, StatusState? before = null)
    {
        var face = message is null ? NotThere(kind, before) : Of(kind, message);
        return live || message is null || message.Status.IsFinal
            ? face
            : face with { Tone = StatusTone.Warn, Words = words["{0} · updates paused", face.Words] };
    }

    /// <summary>The kind's name as a heading.</summary>
    public string Title(StatusKind kind)
    {
        var name = Name(kind);
        return char.ToUpper(name[0], CultureInfo.CurrentCulture) + name[1..];
    }

    /// <summary>The state's name, where many videos are told apart by it.</summary>
    public string Name(StatusState state) => state switch
    {
        StatusState.Queued => words["Waiting"],
        StatusState.Processing => words["Running"],
        StatusState.Completed => words["Completed"],
        StatusState.Failed => words["Failed"],
        _ => words["Cancelled"],
    };

    /// <summary>A share as people read it.</summary>
    public string Percent(double share) => words["{0} %", Math.Floor(Math.Clamp(share, 0, 1) * 100).ToString("0", CultureInfo.CurrentCulture)];

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

    /// <summary>How long the rest takes, as roughly as it is known.</summary>
    public string Left(TimeSpan left) => left switch
    {
        { TotalSeconds: < 5 } => words["a few seconds left"],
        { TotalSeconds: < 55 } => words["about {0} s left", (int)Math.Ceiling(left.TotalSeconds / 5) * 5],
        { TotalMinutes: < 59 } => words["about {0} min left", (int)Math.Ceiling(left.TotalMinutes)],
        _ => words["about {0} h left", Math.Ceiling(left.TotalHours * 2) / 2],
    };

    /// <summary>How long something took: <c>0.2 s</c>, <c>14 s</c>, <c>3:05</c>.</summary>
    public string Exactly(long milliseconds) => TimeSpan.FromMilliseconds(Math.Max(0, milliseconds)) switch
    {
        { TotalSeconds: < 9.95 } brief => words["{0} s", brief.TotalSeconds.ToString("0.0", CultureInfo.CurrentCulture)],
        { TotalSeconds: < 60 } some => words["{0} s", (int)some.TotalSeconds],
        var longer => Moment(longer.TotalSeconds),
    };

    private string Name(StatusKind kind) => words[kind.Name];

    private StatusFace NotThere(StatusKind kind, StatusState? before) => (kind.Follows, before) switch
    {
        (null, _) => new(StatusTone.Quiet, words["Not started"]),
        ({ } first, StatusState.Completed) => new(
            StatusTone.Quiet,
            words["No {0} yet", Name(kind)],
            words["The {0} came from another program. When one makes a {1} of it, it appears here.", Name(first), Name(kind), Title(first)]),
        ({ } first, StatusState.Failed or StatusState.Cancelled) => new(
            StatusTone.Quiet, words["Needs the {0}", Name(first)], words["It is made from the {0}, so start that again first.", Name(first), Title(first)]),
        ({ } first, _) => new(
            StatusTone.Quiet, words["Waiting for the {0}", Name(first), Title(first)], words["It is made from the {0}, as soon as that is complete.", Name(first), Title(first)]),
    };

    private StatusFace Of(StatusKind kind, StatusMessage message) => message switch
    {
        { Cancelling: true, Status: StatusState.Queued or StatusState.Processing } => new(
            StatusTone.Warn, words["Cancelling…"], words["The worker was asked to stop and has not said yet that it did."]),
        { Status: StatusState.Queued, Stage: ExpiredLeases.WorkerLost } => new(
            StatusTone.Warn, words["Worker lost, retrying"], words["The worker went silent. Another one goes on from the last saved line."]),
        { Status: StatusState.Queued } => new(
            StatusTone.Quiet, words["Waiting for a worker"], words["It begins by itself as soon as a worker is free."]),
        { Status: StatusState.Processing } => new(StatusTone.Live, Running(kind, message), words["The first lines are on their way."]),
        { Status: StatusState.Completed } => new(StatusTone.Done, words["Completed"]),
        { Status: StatusState.Failed } => new(StatusTone.Bad, words["Failed"], Reason(message.Error)),
        _ => new(StatusTone.Stopped, words["Cancelled"], words["It was stopped on request. What had been made is kept."]),
    };

    // The reason comes from a worker, in English; those that are known here have a translation.
    private string Reason(StatusError? error) => error?.Message is { Length: > 0 } reason ? words[reason] : words["No reason was given."];

    private string Running(StatusKind kind, StatusMessage message)
    {
        var stage = words[message.Stage is { Length: > 0 } word ? Capital(word.Replace('-', ' ')) : kind == StatusKind.Transcript ? "Transcribing" : "Working"];
        var share = ShareOf(message) is { } progress ? $"{stage} {Percent(progress)}" : stage.Value;
        // A retry by hand begins anew, though its claims are counted on: only the last ones before the limit are attempts of it.
        return message switch
        {
            { Attempt: { } attempt, AttemptLimit: { } limit } when attempt <= limit => Math.Max(0, limit - jobs.Value.MaxAttempts) is var before && attempt - before > 1
                ? words["{0} · attempt {1} of {2}", share, attempt - before, limit - before]
                : share,
            { Attempt: > 1 and var attempt } => words["{0} · attempt {1}", share, attempt],
            _ => share,
        };
    }

    // Of a word of the contract, which is English whoever looks.
    private static string Capital(string word) => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..];
}
