using Pipeline.Status;
using Pipeline.Storage;

namespace BlazorApp.Export;

/// <summary>Reads what becomes a file.</summary>
public sealed class ExportReader(ResultStore results)
{
    /// <summary>Reads a status with all it has produced.</summary>
    /// <returns>The document; or why there is none and what to do about it, as sentences.</returns>
    public async Task<(ExportDocument? Document, string? Refusal)> ReadAsync(
        VideoView video, StatusChange status, IExportFormat format, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(video);
        ArgumentNullException.ThrowIfNull(status);
        // Before the text is read, which may be large.
        if (ExportRefusal.Of(status, format) is { } refusal)
            return (null, refusal);

        // It may have been deleted or started again since.
        if (await results.GetAsync(status.Key, cancellationToken) is not { } result)
            return (null, ExportRefusal.Deleted);
        if (ExportRefusal.Of(result.Status, format) is { } later)
            return (null, later);
        return result is { Text: null, Segments.Count: 0 } ? (null, ExportRefusal.Empty(status.Key)) : (ExportDocument.Of(video, result), null);
    }
}
