using Pipeline.Status;

namespace BlazorApp.Components.Videos;

/// <summary>
/// How fast a job advances, as far as its reports tell: by the worker's own clock, so no other clock matters, and within one
/// attempt, because the next one begins where the last one ended.
/// </summary>
public sealed class Pace
{
    private static readonly TimeSpan LeastTime = TimeSpan.FromSeconds(2);
    private const double LeastShare = 0.05;

    // So much done tells the pace from the very start on. Of less, what comes before the first report, such as the loading of a model,
    // would be too large a part, and the rest be estimated at twice what it takes.
    private const double LeastShareFromStart = 0.2;

    private (int Attempt, long At, double Share)? first;
    private (long At, double Share) last;

    /// <summary>How long the rest takes if it goes on as it did; null while that is not known well enough to say.</summary>
    public TimeSpan? Left
    {
        get
        {
            if (first is not { } begun || last.Share - begun.Share < LeastShare || last.At - begun.At < LeastTime.TotalMilliseconds)
                return null;
            return TimeSpan.FromMilliseconds((last.At - begun.At) * (1 - last.Share) / (last.Share - begun.Share));
        }
    }

    /// <summary>Notes what a message says of it.</summary>
    public void Note(StatusMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message is not { Status: StatusState.Processing, Progress: > 0 and var share })
        {
            first = null;
            return;
        }

        var attempt = message.Attempt ?? 0;
        if (first is not { } begun || begun.Attempt != attempt)
            first = attempt == 1 && share >= LeastShareFromStart && message.StartedAt is { } started ? (attempt, started, 0) : (attempt, message.Timestamp, share);
        last = (message.Timestamp, share);
    }
}
