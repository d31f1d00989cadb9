using Pipeline.Jobs;
using Pipeline.Status;
using Pipeline.Storage;

namespace BlazorApp.Components.Demo;

/// <summary>One video of a demo, as its tile shows it. It never changes; a change makes another one.</summary>
/// <param name="Place">Its place on the wall, from 1.</param>
/// <param name="Id">Its id.</param>
public sealed record WallVideo(int Place, string Id)
{
    /// <summary>What it is called; null until its worker has found out.</summary>
    public string? Title { get; private init; }

    /// <summary>The newest line of its transcript; null before the first one.</summary>
    public Segment? Line { get; private init; }

    /// <summary>Its statuses.</summary>
    public IReadOnlyList<StatusChange> Statuses { get; private init; } = [];

    /// <summary>The one that matters now: of the kind that runs last among those that have begun; null before it is submitted.</summary>
    public StatusChange? Current => StatusKind.All.Select(kind => Statuses.FirstOrDefault(status => status.Key.Kind == kind)).LastOrDefault(status => status is not null);

    /// <summary>How it is.</summary>
    public WallState State => Current switch
    {
        { Message: { Status: StatusState.Queued, Stage: ExpiredLeases.WorkerLost } } => WallState.Retrying,
        { Message.Status: StatusState.Processing } => WallState.Running,
        { Message.Status: StatusState.Failed } => WallState.Failed,
        { Message.Status: StatusState.Cancelled } => WallState.Cancelled,
        { Message.Status: StatusState.Completed, Key.Kind: var kind } when kind == StatusKind.All[^1] => WallState.Completed,
        _ => WallState.Waiting,
    };

    /// <summary>The video after it was read.</summary>
    /// <param name="read">The video.</param>
    /// <param name="last">The last stored line of each transcript; where there is none, what was heard stays.</param>
    public WallVideo With(VideoView read, IReadOnlyDictionary<StatusKey, Segment> last)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(last);
        var line = read.Statuses.Select(status => last.GetValueOrDefault(status.Key)).FirstOrDefault(line => line is not null);
        return read.Statuses.Aggregate(this with { Title = read.Title == Id ? Title : read.Title }, (video, status) => video.With(status)) with { Line = line ?? Line };
    }

    /// <summary>The video after a change; itself when it shows something newer already.</summary>
    public WallVideo With(StatusChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (change.Over(Statuses.FirstOrDefault(status => status.Key == change.Key)) is not { } next)
            return this;
        return this with
        {
            Title = change.Message.Title ?? Title,
            Line = NewerOf(Line, change.Message),
            // A tile shows no text but that one line, so it keeps none.
            Statuses = [.. Statuses.Where(status => status.Key != change.Key), next with { Message = next.Message with { Data = null, Newest = null } }],
        };
    }

    // What was read may be ahead of a change that comes after it, as long as there are so many lines.
    private static Segment? NewerOf(Segment? shown, StatusMessage message) =>
        message.Newest is not { Count: > 0 } lines || (shown?.Index >= lines[^1].Index && shown.Index < message.Segments) ? shown : lines[^1];
}
