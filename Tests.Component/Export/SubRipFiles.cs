using BlazorApp.Export;
using CsCheck;
using Pipeline.Status;
using Xunit;

namespace Tests.Component.Export;

/// <summary>Transcripts as SubRip.</summary>
public sealed class SubRipFiles
{
    [Fact]
    public void Each_segment_is_a_numbered_subtitle() => Assert.Equal(
        "1\r\n00:00:00,000 --> 00:00:05,120\r\nThe first lights were fires.\r\n\r\n2\r\n00:00:05,500 --> 00:00:09,000\r\nA keeper carried the wood.\r\n\r\n",
        Write(new Segment(0, 0, 5.12, "The first lights were fires."), new Segment(1, 5.5, 9, "A keeper carried the wood.")));

    [Theory]
    [InlineData(3599.9996, "01:00:00,000")]
    [InlineData(3661.001, "01:01:01,001")]
    [InlineData(100 * 3600, "100:00:00,000")]
    [InlineData((1234 * 3600) + 59.999, "1234:00:59,999")]
    [InlineData(-4, "00:00:00,000")]
    [InlineData(double.NaN, "00:00:00,000")]
    public void Hours_are_as_many_as_there_are(double start, string time) =>
        Assert.Contains($"\r\n{time} --> ", $"\r\n{Write(new Segment(0, start, start + 2, "Here."))[3..]}", StringComparison.Ordinal);

    [Theory]
    [InlineData("a --> b", "a → b")]
    [InlineData("One.\r\n\r\n2\r\n00:00:01,000 --> 00:00:02,000\r\nTwo.", "One. 2 00:00:01,000 → 00:00:02,000 Two.")]
    [InlineData("an <i>italic</i> word, <font color=\"red\">red</font>", "an ‹i›italic‹/i› word, ‹font color=\"red\"›red‹/font›")]
    [InlineData(@"{\an8}on top", @"(\an8)on top")]
    [InlineData("2 < 3 > 1 {sic}", "2 < 3 > 1 {sic}")]
    [InlineData("שלום 👩‍🚀", "שלום 👩‍🚀")]
    public void Text_that_could_be_taken_for_something_else_is_made_harmless(string said, string shown) =>
        Assert.Equal(shown, Assert.Single(StrictSubRip.Read(Write(new Segment(0, 1, 2, said)))).Text);

    [Fact]
    public void Each_goes_when_the_next_one_comes_and_those_that_come_together_are_one() => Assert.Equal(
        [new ReadCue(0, 2000, "One."), new ReadCue(2000, 4000, "Two.\nThree."), new ReadCue(5000, 6000, "Four.")],
        StrictSubRip.Read(Write(
            new Segment(0, 0, 9, "One."), new Segment(1, 2, 3, "Two."), new Segment(2, 2, 4, "Three."), new Segment(3, 5, 5, "Four."), new Segment(4, 6, 7, " \n "))));

    [Fact]
    public void Segment_that_comes_too_late_in_the_list_is_put_where_it_is_said() =>
        Assert.Equal(["One.", "Two."], StrictSubRip.Read(Write(new Segment(0, 5, 6, "Two."), new Segment(1, 1, 2, "One."))).Select(cue => cue.Text));

    [Fact]
    public void Whatever_is_said_whenever_the_file_is_valid_and_nothing_is_lost() => Documents.AnyTranscript.Sample(document =>
    {
        var cues = StrictSubRip.Read(new SubRipFormat().Write(document));

        var said = document.Segments.Count(segment => !string.IsNullOrWhiteSpace(Line.Of(segment.Text)));
        Assert.Equal(said, cues.Sum(cue => cue.Text.Split('\n').Length));
    }, iter: Documents.Samples);

    private static string Write(params Segment[] segments) => new SubRipFormat().Write(Documents.Transcript(segments));
}
