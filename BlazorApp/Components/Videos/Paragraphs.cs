using Pipeline.Status;

namespace BlazorApp.Components.Videos;

/// <summary>Where the paragraphs of a text begin, on a page as in a file.</summary>
public static class Paragraphs
{
    // Seconds of silence after which something new begins.
    private const double Pause = 1.5;

    /// <summary>Whether a paragraph begins with that line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="before">The one before it; null when it is the first one.</param>
    public static bool Begins(Segment line, Segment? before)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.Start - before?.End > Pause;
    }

    /// <summary>The paragraphs of a text without times.</summary>
    public static IEnumerable<string> In(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
