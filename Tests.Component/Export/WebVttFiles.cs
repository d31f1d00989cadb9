using BlazorApp.Export;
using CsCheck;
using Pipeline.Status;
using Xunit;

namespace Tests.Component.Export;

/// <summary>Transcripts as WebVTT.</summary>
public sealed class WebVttFiles
{
    [Fact]
    public void Title_is_a_comment_and_each_segment_a_cue() => Assert.Equal(
        "WEBVTT\n\nNOTE The lighthouse\n\n00:00:00.000 --> 00:00:05.120\nThe first lights were fires.\n\n100:00:00.000 --> 100:00:01.000\nStill burning.\n\n",
        Write(new Segment(0, 0, 5.12, "The first lights were fires."), new Segment(1, 360_000, 360_001, "Still burning.")));

    [Theory]
    [InlineData("a --> b", "a --> b")]
    [InlineData("<script>x</script> & &lt;", "<script>x</script> & &lt;")]
    [InlineData("One.\n\nNOTE Two.", "One. NOTE Two.")]
    public void Text_is_read_as_it_was_said(string said, string read) =>
        Assert.Equal(read, Assert.Single(StrictWebVtt.Read(Write(new Segment(0, 1, 2, said)))).Text);

    [Fact]
    public void People_who_talk_at_once_are_shown_at_once_and_what_has_no_length_for_a_second() => Assert.Equal(
        [new ReadCue(0, 9000, "One."), new ReadCue(2000, 3000, "Two."), new ReadCue(2000, 3000, "Three.")],
        StrictWebVtt.Read(Write(new Segment(0, 0, 9, "One."), new Segment(1, 2, 2, "Two."), new Segment(2, 2, 1, "Three."))));

    [Fact]
    public void Title_can_not_end_its_comment() =>
        Assert.Equal(["A 00:01.000 → 00:02.000 B"], StrictWebVtt.Notes(new WebVttFormat().Write(Documents.Transcript() with { Title = "A\n\n00:01.000 --> 00:02.000\nB" })));

    [Fact]
    public void Whatever_is_said_whenever_the_file_is_valid_and_reads_the_same() => Documents.AnyTranscript.Sample(document =>
    {
        var cues = StrictWebVtt.Read(new WebVttFormat().Write(document));

        var said = document.Segments.Select(segment => Line.Of(segment.Text)).Where(text => !string.IsNullOrWhiteSpace(text));
        Assert.Equal(said.Order(StringComparer.Ordinal), cues.Select(cue => cue.Text).Order(StringComparer.Ordinal));
    }, iter: Documents.Samples);

    private static string Write(params Segment[] segments) => new WebVttFormat().Write(Documents.Transcript(segments));
}
