namespace BlazorApp.Export;

/// <summary>Plain text: the paragraphs, with an empty line between two of them.</summary>
public sealed class TextFormat : IExportFormat
{
    /// <inheritdoc/>
    public string Name => "txt";

    /// <inheritdoc/>
    public string ContentType => "text/plain; charset=utf-8";

    /// <inheritdoc/>
    public string Words => "Text";

    /// <inheritdoc/>
    public bool NeedsTimes => false;

    /// <inheritdoc/>
    public string Write(ExportDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return string.Join("\n\n", document.TextParagraphs) + "\n";
    }
}
