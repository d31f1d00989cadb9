using Pipeline.Status;

namespace BlazorApp.Export;

/// <summary>Makes subtitles of segments, whatever times a worker gave them.</summary>
public static class Cues
{
    // Far beyond any video; what is beyond it is no time.
    private const double MostSeconds = 1e8;

    // How long something is shown that has no length.
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);

    /// <summary>A subtitle for each segment that says something, in the order in which they come. They may overlap, as people who talk at once do.</summary>
    public static IEnumerable<Cue> Of(IEnumerable<Segment> segments) => segments
        .Select(segment => new Cue(TimeOf(segment.Start), TimeOf(segment.End), Line.Of(segment.Text)))
        .Where(cue => !string.IsNullOrWhiteSpace(cue.Text))
        .Select(cue => cue.End > cue.Start ? cue : cue with { End = cue.Start + Least })
        .OrderBy(cue => cue.Start);

    /// <summary>The same for players that show one at a time: each goes when the next one comes, and those that come together are one of several lines.</summary>
    public static IReadOnlyList<Cue> OneAtATime(IEnumerable<Cue> cues)
    {
        ArgumentNullException.ThrowIfNull(cues);
        var shown = new List<Cue>();
        foreach (var cue in cues)
        {
            if (shown is [.., var last] && last.Start == cue.Start)
            {
                shown[^1] = last with { End = last.End > cue.End ? last.End : cue.End, Text = $"{last.Text}\n{cue.Text}" };
                continue;
            }

            if (shown is [.., var before] && before.End > cue.Start)
                shown[^1] = before with { End = cue.Start };
            shown.Add(cue);
        }

        return shown;
    }

    /// <summary>The text without the arrow by which readers recognise a line of times.</summary>
    public static string WithoutArrow(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Replace("-->", "→", StringComparison.Ordinal);
    }

    /// <summary>Whole hours, however many.</summary>
    internal static long HoursOf(TimeSpan time) => time.Ticks / TimeSpan.TicksPerHour;

    // What is no number is no time either, and begins at the beginning.
    private static TimeSpan TimeOf(double seconds) =>
        TimeSpan.FromMilliseconds((long)Math.Round(seconds > 0 ? Math.Min(seconds, MostSeconds) * 1000 : 0));
}
