using System.Globalization;
using System.Text;

namespace BlazorApp.Export;

/// <summary>WebVTT (w3.org/TR/webvtt1, section 4), with the title as a comment.</summary>
public sealed class WebVttFormat : IExportFormat
{
    /// <inheritdoc/>
    public string Name => "vtt";

    /// <inheritdoc/>
    public string ContentType => "text/vtt; charset=utf-8";

    /// <inheritdoc/>
    public string Words => "Subtitles (WebVTT)";

    /// <inheritdoc/>
    public bool NeedsTimes => true;

    /// <inheritdoc/>
    public string Write(ExportDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var text = new StringBuilder("WEBVTT\n\n");
        text.Append("NOTE ").Append(Cues.WithoutArrow(Line.Of(document.Title))).Append("\n\n");
        foreach (var cue in Cues.Of(document.Segments))
            text.Append(CultureInfo.InvariantCulture, $"{Time(cue.Start)} --> {Time(cue.End)}\n{Escape(cue.Text)}\n\n");
        return text.ToString();
    }

    // The last one so that there is no arrow.
    private static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static string Time(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{Cues.HoursOf(time):00}:{time:mm\\:ss\\.fff}");
}
