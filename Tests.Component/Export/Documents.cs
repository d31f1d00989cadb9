using BlazorApp.Export;
using CsCheck;
using Pipeline.Status;

namespace Tests.Component.Export;

/// <summary>Makes what is exported.</summary>
internal static class Documents
{
    /// <summary>How many of whatever is tried; a failure prints the seed that repeats it.</summary>
    public const int Samples = 5000;

    /// <summary>What could be mistaken for part of a format, and letters that are easily broken.</summary>
    public static readonly string[] Fragments =
    [
        "word", " ", "  ", "\n", "\n\n", "\r\n\r\n", "\t", "\u2028", "\u0085", "\0", "\u001b[31m", "-->", "--->", "<!-- x -->", "00:00:01,000 --> 00:00:02,000", "1", "2.", "NOTE", "WEBVTT", "STYLE",
        "<b>", "</b>", "<script>alert(1)</script>", "<00:00:01.000>", "{\\an8}", "&", "&amp;", "&lt;", "👩‍🚀", "🇹🇷", "e\u0301", "İıŞş", "שלום עולם", "مرحبا", "\u202e", "\u00a0", "\ud83d", "\ufeff",
        "*", "**", "_", "__", "`", "```", "#", "# ", "- ", "+ ", "> ", "|", "[a](b)", "![a](b)", "[^1]", "---", "===", "~~", "$x$", "\\", "https://a.example/x", "www.a.example", "1. ", "1) ", "[ ] ", "mailto:a@a.example", "<a@a.example>",
    ];

    /// <summary>Text made of those.</summary>
    public static Gen<string> AnyText { get; } = Gen.OneOf(Fragments).Array[0, 8].Select(string.Concat);

    /// <summary>A segment with whatever times, also such as overlap, go backwards or have no length.</summary>
    public static Gen<Segment> AnySegment { get; } = Gen.Select(
        Gen.Frequency((6, Gen.Double[0, 100]), (1, Gen.Double[-10, 400_000]), (1, Gen.OneOf<double>(0, 0.0004, 1, 3599.9996, 359_999.9999, double.NaN))),
        Gen.Frequency((6, Gen.Double[0, 5]), (1, Gen.OneOf<double>(0, 0.0001, -3))),
        AnyText,
        (start, length, text) => new Segment(0, start, start + length, text));

    /// <summary>A transcript of such segments.</summary>
    public static Gen<ExportDocument> AnyTranscript { get; } = Gen.Select(
        AnySegment.Array[0, 12], AnyText, (segments, title) => Transcript([.. segments.Select((segment, index) => segment with { Index = index })]) with { Title = title });

    /// <summary>A transcript with times.</summary>
    public static ExportDocument Transcript(params Segment[] segments) => new()
    {
        VideoId = "Vhlwk1HcFdI",
        Title = "The lighthouse",
        Link = "https://www.youtube.com/watch?v=Vhlwk1HcFdI",
        Kind = StatusKind.Transcript,
        Language = "en",
        Revision = 4711,
        Changed = new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero),
        Segments = segments,
        Text = string.Join('\n', segments.Select(segment => segment.Text)),
    };

    /// <summary>A text without times, as another program publishes it.</summary>
    public static ExportDocument Published(string text, StatusKind? kind = null) => Transcript() with { Kind = kind ?? StatusKind.Transcript, Text = text };
}
