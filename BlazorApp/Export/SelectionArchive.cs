using System.Globalization;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Text;
using BlazorApp.Api;
using Pipeline.Status;
using Pipeline.Storage;

namespace BlazorApp.Export;

/// <summary>Writes the transcripts of several videos as a ZIP archive, one after the other: only one of them is held at a time.</summary>
public sealed class SelectionArchive(VideoStore store, ExportReader reader, TimeProvider clock)
{
    // What the format can say of a file's age.
    private static readonly DateTimeOffset Earliest = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Whether any of the videos is known, deleted ones among them: of others an archive could only say that it has never heard of them.</summary>
    public Task<bool> AnyIsKnownAsync(Selection selection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(selection);
        return store.KnowsAnyAsync(selection.Videos, cancellationToken);
    }

    /// <summary>Writes the archive. What has no finished transcript is named in its <c>README.txt</c>, with the reason.</summary>
    /// <param name="selection">What to write.</param>
    /// <param name="body">Where to; it stays open.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    public async Task WriteAsync(Selection selection, Stream body, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(selection);
        var pipe = PipeWriter.Create(body, new StreamPipeWriterOptions(leaveOpen: true));
        try
        {
            using (var archive = new ZipArchive(new HeldStream(pipe), ZipArchiveMode.Create))
                await AddAsync(archive, selection, pipe, cancellationToken);
            await pipe.FlushAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            await pipe.CompleteAsync(exception); // what was not sent yet is dropped, so that the archive is seen to be broken
            throw;
        }

        await pipe.CompleteAsync();
    }

    private async Task AddAsync(ZipArchive archive, Selection selection, PipeWriter pipe, CancellationToken cancellationToken)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase); // as Windows takes them
        var missing = new StringBuilder();
        foreach (var id in selection.Videos)
        {
            var (document, reason) = await ReadAsync(id, selection, cancellationToken);
            if (document is null)
            {
                missing.Append(CultureInfo.InvariantCulture, $"\n{id}: {reason}\n");
                continue;
            }

            Add(archive, NameOf(document, selection.Format, names), document.Changed, document.As(selection.Format));
            await pipe.FlushAsync(cancellationToken);
        }

        if (missing.Length > 0)
        {
            var text = $"These videos are not in this archive, and why:\n{missing}";
            Add(archive, "README.txt", clock.GetUtcNow(), Encoding.UTF8.GetBytes(text));
        }
    }

    private async Task<(ExportDocument? Document, string? Reason)> ReadAsync(string id, Selection selection, CancellationToken cancellationToken)
    {
        var (video, status, problem) = await new StatusAddress(id, StatusKind.Transcript.Name, selection.Language).FindWithVideoAsync(store, cancellationToken);
        return video is null || status is null
            ? (null, problem!.ProblemDetails.Detail)
            : await reader.ReadAsync(video, status, selection.Format, cancellationToken);
    }

    private static string NameOf(ExportDocument document, IExportFormat format, HashSet<string> names)
    {
        var number = 1;
        while (true)
        {
            var name = ExportFileName.Of(document, format, number++).Full;
            if (names.Add(name))
                return name;
        }
    }

    // Into memory only, so there is nothing to wait for.
    private static void Add(ZipArchive archive, string name, DateTimeOffset changed, byte[] content)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = changed > Earliest ? changed : Earliest;
        using var file = entry.Open();
        file.Write(content);
    }
}
