using System.Text.Json;

namespace BlazorApp.Export;

/// <summary>JSON, for programs: an <see cref="ExportedText"/>.</summary>
public sealed class JsonFormat : IExportFormat
{
    /// <inheritdoc/>
    public string Name => "json";

    /// <inheritdoc/>
    public string ContentType => "application/json";

    /// <inheritdoc/>
    public string Words => "JSON";

    /// <inheritdoc/>
    public bool NeedsTimes => false;

    /// <inheritdoc/>
    public string Write(ExportDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return JsonSerializer.Serialize(ExportedText.Of(document), ExportJson.File.ExportedText);
    }
}
