using Pipeline.Status;

namespace BlazorApp.Components.Videos;

/// <summary>
/// The stretch of a transcript that a page holds: never all of a long one. Lines that are made are added to it while the reader
/// follows the end; otherwise they are only counted, until the reader goes there.
/// </summary>
public sealed class ShownLines
{
    /// <summary>How many lines belong together: a stretch begins at a multiple of it, and is let go of in pieces of it.</summary>
    public const int Piece = 50;

    /// <summary>How many lines are held at most.</summary>
    public const int Most = 6 * Piece;

    private readonly List<Segment> held = [];

    /// <summary>The lines held, in order and without a gap.</summary>
    public IReadOnlyList<Segment> Held => held;

    /// <summary>The index of the first line held.</summary>
    public int First { get; private set; }

    /// <summary>How many lines there are.</summary>
    public int Count { get; private set; }

    /// <summary>Grows whenever another stretch is held; adding to this one leaves it.</summary>
    public int Turn { get; private set; }

    /// <summary>Whether the newest line is held.</summary>
    public bool HoldsEnd => First + held.Count == Count;

    /// <summary>Whether the reader is at the end: lines are added there, and the oldest let go of.</summary>
    public bool Follows { get; set; } = true;

    /// <summary>Whether that line is held.</summary>
    public bool Holds(int index) => index >= First && index < First + held.Count;

    /// <summary>The index of the line at that moment, in seconds, among those held; null when there are none.</summary>
    public int? At(double moment) => held.Count == 0 ? null : (held.FindLast(line => line.Start <= moment) ?? held[0]).Index;

    /// <summary>Adds the lines that come after those there are; repeated ones, and those behind a gap, are left out.</summary>
    public void Append(IEnumerable<Segment> more)
    {
        ArgumentNullException.ThrowIfNull(more);
        foreach (var line in more)
        {
            if (line.Index != Count)
                continue;
            if (HoldsEnd && (held.Count < Most || LetGoOfAPiece()))
                held.Add(line);
            Count++;
        }
    }

    /// <summary>Notes how many lines there are, of which the newest are not held.</summary>
    public void CountTo(int count) => Count = Math.Max(Count, count);

    /// <summary>Holds another stretch.</summary>
    /// <param name="lines">Its lines, in order and without a gap.</param>
    /// <param name="count">How many lines there are.</param>
    public void Hold(IReadOnlyList<Segment> lines, int count)
    {
        ArgumentNullException.ThrowIfNull(lines);
        Turn++;
        held.Clear();
        held.AddRange(lines);
        First = lines.Count > 0 ? lines[0].Index : 0;
        Count = Math.Max(Count, Math.Max(count, First + held.Count)); // some may have arrived while these were read
    }

    private bool LetGoOfAPiece()
    {
        if (!Follows)
            return false;
        held.RemoveRange(0, Piece);
        First += Piece;
        return true;
    }
}
