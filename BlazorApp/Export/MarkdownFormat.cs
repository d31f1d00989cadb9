using System.Globalization;
using System.Text;
using BlazorApp.Components.Videos;
using Pipeline.Status;

namespace BlazorApp.Export;

/// <summary>Markdown (CommonMark 0.31): the title, the link, and the paragraphs; each timed line begins with its moment, which leads there on YouTube.</summary>
public sealed class MarkdownFormat : IExportFormat
{
    /// <inheritdoc/>
    public string Name => "md";

    /// <inheritdoc/>
    public string ContentType => "text/markdown; charset=utf-8";

    /// <inheritdoc/>
    public string Words => "Markdown";

    /// <inheritdoc/>
    public bool NeedsTimes => false;

    /// <inheritdoc/>
    public string Write(ExportDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var text = new StringBuilder();
        text.Append("# ").Append(MarkdownText.Escape(document.Title)).Append('\n');
        if (document.Link is { } link)
            text.Append("\n<").Append(link).Append(">\n");
        foreach (var paragraph in ParagraphsOf(document))
            text.Append('\n').Append(paragraph).Append('\n');
        return text.ToString();
    }

    // A backslash at the end of a line keeps the next one on a line of its own (6.7, hard line breaks).
    private static IEnumerable<string> ParagraphsOf(ExportDocument document) => document.Segments.Count > 0
        ? document.TimedParagraphs
            .Select(lines => string.Join("\\\n", lines.Where(line => Line.Of(line.Text).Length > 0).Select(line => LineOf(document.Link, line))))
            .Where(paragraph => paragraph.Length > 0)
        : document.TextParagraphs.Select(MarkdownText.Escape);

    private static string LineOf(string? link, Segment line) => $"{MomentOf(link, line.Start)} {MarkdownText.Escape(line.Text)}";

    private static string MomentOf(string? link, double start)
    {
        var moment = StatusWords.Moment(start);
        return link is not null && link.StartsWith("https://www.youtube.com/watch?v=", StringComparison.Ordinal)
            ? string.Create(CultureInfo.InvariantCulture, $"[{moment}]({link}&t={Math.Max(0, (int)start)}s)")
            : moment;
    }
}
