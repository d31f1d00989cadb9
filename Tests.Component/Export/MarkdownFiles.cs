using BlazorApp.Export;
using CsCheck;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Pipeline.Status;
using Xunit;

namespace Tests.Component.Export;

/// <summary>Transcripts and summaries as Markdown, read back by another program.</summary>
public sealed class MarkdownFiles
{
    // What GitHub understands beyond CommonMark.
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables().UseTaskLists().UseAutoLinks().UseFootnotes().UseMathematics().UseEmphasisExtras(EmphasisExtraOptions.Strikethrough).Build();

    [Fact]
    public void Each_line_begins_with_its_moment_which_leads_there() => Assert.Equal(
        """
        # The lighthouse

        <https://www.youtube.com/watch?v=Vhlwk1HcFdI>

        [0:00](https://www.youtube.com/watch?v=Vhlwk1HcFdI&t=0s) One.\
        [0:03](https://www.youtube.com/watch?v=Vhlwk1HcFdI&t=3s) Two.

        [1:02:03](https://www.youtube.com/watch?v=Vhlwk1HcFdI&t=3723s) Another thing.

        """.ReplaceLineEndings("\n"),
        Write(Documents.Transcript(new Segment(0, 0, 3, "One."), new Segment(1, 3.4, 6, "Two."), new Segment(2, 3723.9, 3725, "Another thing."))));

    [Fact]
    public void Without_a_link_there_are_times_and_no_links() => Assert.Equal(
        "# The lighthouse\n\n0:00 One.\n", Write(Documents.Transcript(new Segment(0, 0, 3, "One.")) with { Link = null }));

    [Fact]
    public void Summary_is_its_paragraphs() => Assert.Equal(
        "# The lighthouse\n\nIn brief.\n\n\\- and \\*more\\*\n", Write(Documents.Published("In brief.\n- and *more*", StatusKind.Summary) with { Link = null }));

    [Theory]
    [InlineData("1984. A year", "1984\\. A year")]
    [InlineData("1984 was it. Not 1985.", "1984 was it. Not 1985.")]
    [InlineData("It's 2 + 2 = 4 - 0!", "It's 2 + 2 = 4 - 0!")]
    [InlineData("see https://a.example or www.a.example", "see https\\://a.example or www\\.a.example")]
    public void Only_what_could_be_markup_is_escaped(string text, string escaped) => Assert.Equal(escaped, MarkdownText.Escape(text));

    [Fact]
    public void Whatever_is_said_stays_text() => Gen.Select(Documents.AnyText, Documents.AnyText).Sample((title, said) =>
    {
        var timed = Parse(Write(Documents.Transcript(new Segment(0, 1, 2, said)) with { Title = title, Link = null }));
        var plain = Parse(Write(Documents.Published(said) with { Title = title, Link = null }));

        Assert.Equal(Line.Of(title), TextOf(Assert.IsType<HeadingBlock>(timed[0])));
        if (Line.Of(said).Length > 0)
            Assert.Equal($"0:01 {Line.Of(said)}", TextOf(Assert.IsType<ParagraphBlock>(Assert.Single(timed.Skip(1)))));
        Assert.Equal(Documents.Published(said).TextParagraphs, plain.Skip(1).Select(block => TextOf(Assert.IsType<ParagraphBlock>(block))));
    }, iter: Documents.Samples);

    private static string Write(ExportDocument document) => new MarkdownFormat().Write(document);

    private static MarkdownDocument Parse(string text) => Markdown.Parse(text, Pipeline);

    // Nothing but letters: any link, emphasis, code or markup would be another kind of inline.
    private static string TextOf(LeafBlock block) => string.Concat((block.Inline ?? []).Select(inline => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        _ => throw new Xunit.Sdk.XunitException($"There is a {inline.GetType().Name} in it."),
    }));
}
