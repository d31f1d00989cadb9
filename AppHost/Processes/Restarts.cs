namespace AppHost.Processes;

/// <summary>
/// Counts the ends of one program that is started again when it ends. A demo survives a process that somebody kills, and does not
/// go round for ever with one that cannot live.
/// </summary>
internal sealed class Restarts(TimeProvider clock)
{
    /// <summary>How many ends within <see cref="Window"/> are too many.</summary>
    public const int MostEnds = 5;

    /// <summary>How long an end counts.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Queue<long> ends = new();

    /// <summary>Notes an end.</summary>
    /// <returns>Whether the program may be started once more.</returns>
    public bool Allow()
    {
        ends.Enqueue(clock.GetTimestamp());
        while (clock.GetElapsedTime(ends.Peek()) > Window)
            ends.Dequeue();
        return ends.Count < MostEnds;
    }
}
