namespace Pipeline.Storage;

/// <summary>
/// Which segments of a transcript to read: around a moment, from an index on, or, when neither is given, the end of one that is
/// being made and the beginning of one that is complete.
/// </summary>
public sealed record SegmentStretch
{
    /// <summary>How many at most.</summary>
    public required int Most { get; init; }

    /// <summary>It begins at a multiple of this.</summary>
    public required int Piece { get; init; }

    /// <summary>A moment in the video, in seconds, that has to be among them.</summary>
    public double? At { get; init; }

    /// <summary>The index of one that has to be among them.</summary>
    public int? From { get; init; }

    /// <summary>Where it begins, so that the place is among them with some before it and as many as there can be after it.</summary>
    internal int Begin(int place, int count)
    {
        var first = Math.Clamp(place - (2 * Piece), 0, Math.Max(0, count - Most + Piece - 1));
        return first - (first % Piece);
    }
}
