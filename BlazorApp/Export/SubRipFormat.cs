using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace BlazorApp.Export;

/// <summary>
/// SubRip. It has no specification; what readers agree on is numbers from 1, times with a comma, one subtitle at a time in the order
/// of their beginnings (aegisub.org, "SubRip Text"), and CR LF, as the program it is named after writes
/// (justsolve.archiveteam.org, "SubRip text file format").
/// </summary>
public sealed partial class SubRipFormat : IExportFormat
{
    /// <inheritdoc/>
    public string Name => "srt";

    /// <inheritdoc/>
    public string ContentType => "application/x-subrip; charset=utf-8";

    /// <inheritdoc/>
    public string Words => "Subtitles (SRT)";

    /// <inheritdoc/>
    public bool NeedsTimes => true;

    /// <inheritdoc/>
    public string Write(ExportDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var text = new StringBuilder();
        foreach (var (index, cue) in Cues.OneAtATime(Cues.Of(document.Segments)).Index())
        {
            var said = Harmless(cue.Text).Replace("\n", "\r\n", StringComparison.Ordinal);
            text.Append(CultureInfo.InvariantCulture, $"{index + 1}\r\n{Time(cue.Start)} --> {Time(cue.End)}\r\n{said}\r\n\r\n");
        }

        return text.ToString();
    }

    // There is no way to escape what players take for styling, and they would leave it out of what they show.
    private static string Harmless(string text) => Override().Replace(Tag().Replace(Cues.WithoutArrow(text), "‹$1›"), "($1)");

    private static string Time(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{Cues.HoursOf(time):00}:{time:mm\\:ss\\,fff}");

    // <i>, </font>
    [GeneratedRegex("<(/?[A-Za-z][^<>]*)>")]
    private static partial Regex Tag();

    // {\an8}
    [GeneratedRegex(@"\{(\\[^{}]*)\}")]
    private static partial Regex Override();
}
