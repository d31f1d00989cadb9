using Pipeline.Status;

namespace Pipeline.Storage;

/// <summary>A stored piece of a transcript.</summary>
public sealed class SegmentRow
{
    /// <summary>The video.</summary>
    public required string VideoId { get; init; }

    /// <summary>The transcript's language.</summary>
    public required string Language { get; init; }

    /// <summary>Its place, counted from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Where it begins, in seconds.</summary>
    public required double Start { get; init; }

    /// <summary>Where it ends, in seconds.</summary>
    public required double End { get; init; }

    /// <summary>What is said.</summary>
    public required string Text { get; init; }

    /// <summary>The row for a segment of that transcript.</summary>
    public static SegmentRow Of(StatusKey transcript, Segment segment) => new()
    {
        VideoId = transcript.VideoId,
        Language = transcript.Language,
        Index = segment.Index,
        Start = segment.Start,
        End = segment.End,
        Text = segment.Text,
    };

    /// <summary>The segment as it travels.</summary>
    public Segment ToSegment() => new(Index, Start, End, Text);
}
