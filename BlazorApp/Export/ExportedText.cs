namespace BlazorApp.Export;

/// <summary>A transcript or summary as a JSON file.</summary>
/// <param name="Video">The video's id.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Source">Where it can be watched; null when nobody gave a link.</param>
/// <param name="Kind"><c>transcript</c> or <c>summary</c>.</param>
/// <param name="Language">The language, as a BCP 47 tag.</param>
/// <param name="Revision">The revision of the status.</param>
/// <param name="Text">The text as people read it: paragraphs, with an empty line between two of them, without times.</param>
/// <param name="Segments">What is said when; empty for what has no times.</param>
public sealed record ExportedText(
    string Video, string Title, string? Source, string Kind, string Language, long Revision, string Text, IReadOnlyList<ExportedSegment> Segments)
{
    /// <summary>The file's content for that document.</summary>
    public static ExportedText Of(ExportDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return new(
            document.VideoId, document.Title, document.Link, document.Kind.Name, document.Language, document.Revision,
            string.Join("\n\n", document.TextParagraphs),
            [.. document.Segments.Select(segment => new ExportedSegment(segment.Start, segment.End, segment.Text))]);
    }
}
