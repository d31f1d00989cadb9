using System.Diagnostics;
using Pipeline.Jobs;
using Pipeline.Status;

namespace Pipeline.Observability;

/// <summary>
/// The spans of one trace, from the click to the rendered row: submit, perform, announce, hear, render. Each begins at the
/// <see cref="StatusMessage.Traceparent"/> of the one before, which travels in the row and in the message. While nobody
/// listens to a source, asking for a span is one comparison and gives null.
/// </summary>
public static class LiveTraces
{
    /// <summary>What every process does: submitting and announcing.</summary>
    public static ActivitySource Pipeline { get; } = new("Live.Pipeline");

    /// <summary>What workers do.</summary>
    public static ActivitySource Worker { get; } = new("Live.Worker");

    /// <summary>What app processes do: hearing and rendering.</summary>
    public static ActivitySource App { get; } = new("Live.App");

    /// <summary>A person asks for work. It begins a trace where none is under way, as in a circuit.</summary>
    /// <param name="name"><c>submit</c>, <c>retry</c> or <c>restore</c>.</param>
    /// <param name="videoId">The video.</param>
    public static Activity? Ask(string name, string videoId) =>
        Pipeline.StartActivity(name)?.SetTag(Attributes.Video, videoId);

    /// <summary>A worker performs a job it has claimed.</summary>
    public static Activity? Perform(Job job) => Worker.Follow("perform", ActivityKind.Consumer, job.Traceparent, job.Key)
        ?.SetTag(Attributes.Attempt, job.Attempt);

    /// <summary>A change is published; beneath whatever runs now, when that is of the same trace.</summary>
    public static Activity? Announce(StatusChange change) =>
        Pipeline.Follow("announce", ActivityKind.Producer, change.Message.Traceparent, change.Key, beneath: Activity.Current)?.OnChannelOf(change.Key.Kind);

    /// <summary>Whether anybody keeps the app's part of traces, so that a change is passed on with a span of its own in it.</summary>
    public static bool AreKept => App.HasListeners();

    /// <summary>A change was heard and is passed on to those who watch.</summary>
    public static Activity? Hear(StatusChange change) =>
        App.Follow("hear", ActivityKind.Consumer, change.Message.Traceparent, change.Key)?.OnChannelOf(change.Key.Kind);

    /// <summary>A page applies a change and draws it.</summary>
    public static Activity? Render(StatusChange change) =>
        App.Follow("render", ActivityKind.Internal, change.Message.Traceparent, change.Key)?.SetTag(Attributes.State, change.Message.Status.Name);

    private static Activity? Follow(this ActivitySource source, string name, ActivityKind kind, string? traceparent, StatusKey key, Activity? beneath = null)
    {
        // What other programs publish carries whatever they write there.
        if (!source.HasListeners() || !ActivityContext.TryParse(traceparent, traceState: null, isRemote: true, out var parent))
            return null;
        if (beneath?.TraceId == parent.TraceId)
            parent = beneath.Context;
        return source.StartActivity(name, kind, parent)
            ?.SetTag(Attributes.Video, key.VideoId).SetTag(Attributes.Kind, key.Kind.Name).SetTag(Attributes.Language, key.Language);
    }

    // By the names of the semantic conventions, so that a viewer of traces draws them as messages.
    private static Activity OnChannelOf(this Activity span, StatusKind kind) =>
        span.SetTag("messaging.system", "redis").SetTag("messaging.destination.name", kind.Channel);
}
