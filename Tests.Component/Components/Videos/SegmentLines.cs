using BlazorApp.Components.Videos;
using Bunit;
using Pipeline.Status;
using Xunit;

namespace Tests.Component.Components.Videos;

public sealed class SegmentLines : ComponentTest
{
    [Theory]
    [InlineData(0, "0:00", "PT0S")]
    [InlineData(6.7, "0:06", "PT6S")]
    [InlineData(3723.5, "1:02:03", "PT3723S")]
    public void Time_is_there_for_people_and_for_programs(double start, string words, string datetime)
    {
        var time = Line(new Segment(0, start, start + 1, "Hello")).Find("time");

        Assert.Equal((words, datetime), (time.Words, time.GetAttribute("datetime")));
    }

    [Fact]
    public void Markup_in_what_is_said_is_text()
    {
        var line = Line(new Segment(0, 6, 9, "<script>alert('x')</script> & more"));

        Assert.Equal("0:06 <script>alert('x')</script> & more", line.Find("li").Words);
        Assert.Empty(line.FindAll("script"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Line_that_has_just_been_made_is_marked(bool arriving) =>
        Assert.Equal(arriving, Line(new Segment(0, 0, 1, "Hello"), arriving).Find("li").ClassList.Contains("arriving"));

    private IRenderedComponent<SegmentLine> Line(Segment segment, bool arriving = false) =>
        Render<SegmentLine>(with => with.Add(line => line.Segment, segment).Add(line => line.Arriving, arriving));
}
