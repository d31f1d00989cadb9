using System.Text;
using BlazorApp.Components.Videos;
using Pipeline.Status;
using Pipeline.Storage;

namespace BlazorApp.Export;

/// <summary>What is written into a file: a completed transcript or summary, and what it is of.</summary>
public sealed record ExportDocument
{
    /// <summary>The video.</summary>
    public required string VideoId { get; init; }

    /// <summary>What people call it.</summary>
    public required string Title { get; init; }

    /// <summary>Where it can be watched; null when nobody gave a link.</summary>
    public required string? Link { get; init; }

    /// <summary>The operation that made the text.</summary>
    public required StatusKind Kind { get; init; }

    /// <summary>The language, as a BCP 47 tag.</summary>
    public required string Language { get; init; }

    /// <summary>The revision of the status.</summary>
    public required long Revision { get; init; }

    /// <summary>When it was completed.</summary>
    public required DateTimeOffset Changed { get; init; }

    /// <summary>The segments in order; empty for a kind that has none, and where another program published a text.</summary>
    public required IReadOnlyList<Segment> Segments { get; init; }

    /// <summary>The text as it was stored; null when there are only segments.</summary>
    public required string? Text { get; init; }

    /// <summary>The text as people read it: each paragraph on one line, without times.</summary>
    public IEnumerable<string> TextParagraphs =>
        (Segments.Count > 0 ? TimedParagraphs.Select(lines => string.Join(' ', lines.Select(line => line.Text))) : Paragraphs.In(Text ?? ""))
        .Select(Line.Of).Where(paragraph => paragraph.Length > 0);

    /// <summary>The segments, divided where paragraphs begin.</summary>
    public IEnumerable<IReadOnlyList<Segment>> TimedParagraphs
    {
        get
        {
            var lines = new List<Segment>();
            foreach (var segment in Segments)
            {
                if (lines is [.., var before] && Paragraphs.Begins(segment, before))
                {
                    yield return lines;
                    lines = [];
                }

                lines.Add(segment);
            }

            if (lines.Count > 0)
                yield return lines;
        }
    }

    /// <summary>The document of a completed status.</summary>
    public static ExportDocument Of(VideoView video, ResultView result) => new()
    {
        VideoId = video.Id,
        Title = video.Title,
        Link = video.Source is { } source && source.StartsWith("https://", StringComparison.Ordinal) ? source : null,
        Kind = result.Status.Key.Kind,
        Language = result.Status.Key.Language,
        Revision = result.Status.Order,
        Changed = DateTimeOffset.FromUnixTimeMilliseconds(result.Status.Message.Timestamp),
        Segments = result.Segments,
        Text = result.Text,
    };

    /// <summary>The file's bytes. A transcript of ten hours is a megabyte, and a length, an entity tag and ranges need the whole of it.</summary>
    public byte[] As(IExportFormat format) => Encoding.UTF8.GetBytes(format.Write(this));
}
