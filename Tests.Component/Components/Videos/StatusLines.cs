using BlazorApp.Components.Videos;
using Bunit;
using Pipeline.Status;
using Xunit;

namespace Tests.Component.Components.Videos;

public sealed class StatusLines : ComponentTest
{
    [Theory]
    [InlineData(StatusTone.Quiet, 0.5, "0 100", false)]
    [InlineData(StatusTone.Live, 0.42, "42 100", false)]
    [InlineData(StatusTone.Live, 0.01, "6 100", false)]
    [InlineData(StatusTone.Live, null, "28 100", false)]
    [InlineData(StatusTone.Warn, 0.5, "0 100", true)]
    [InlineData(StatusTone.Bad, 0.5, "0 100", true)]
    [InlineData(StatusTone.Done, null, "100 100", false)]
    public void Mark_closes_its_ring_with_the_work(StatusTone tone, double? progress, string arc, bool bang)
    {
        var mark = Render<StatusMark>(with => with.Add(mark => mark.Face, new StatusFace(tone, "Words")).Add(mark => mark.Progress, progress));

        Assert.Equal(arc, mark.Find(".mark-ring").GetAttribute("stroke-dasharray"));
        Assert.Equal(bang, mark.FindAll(".mark-bang").Count == 1);
        Assert.Equal(tone == StatusTone.Live, mark.Find("svg").ClassList.Contains("moves"));
    }

    [Fact]
    public void Mark_is_never_the_only_sign()
    {
        var line = Line(Message(StatusState.Failed));

        Assert.Equal("true", line.Find("svg").GetAttribute("aria-hidden"));
        Assert.Equal("Transcript · Failed", line.Find("span").Words);
    }

    [Fact]
    public void Kind_is_left_out_beside_its_heading() =>
        Assert.Equal("Completed", Line(Message(StatusState.Completed), named: false).Find("span").Words);

    [Fact]
    public void Line_follows_its_status()
    {
        var line = Line(Message(StatusState.Processing) with { Progress = 0.5 });
        Assert.Equal("Transcript · Transcribing 50 %", line.Find("span").Words);

        line.Render(with => with.Add(shown => shown.Message, Message(StatusState.Completed, revision: 2)));

        Assert.Equal("Transcript · Completed", line.Find("span").Words);
    }

    [Theory]
    [InlineData(true, true, "is-running", "Live")]
    [InlineData(true, false, "is-listening", "Live")]
    [InlineData(false, true, "is-stale", "Paused")]
    [InlineData(false, false, "is-stale", "Paused")]
    public void Dot_says_whether_news_arrive(bool live, bool running, string look, string words)
    {
        var dot = Render<LiveDot>(with => with.Add(dot => dot.Live, live).Add(dot => dot.Running, running)).Find("span");

        Assert.Contains(look, dot.ClassList);
        Assert.Equal(words, dot.Words);
    }

    private IRenderedComponent<StatusLine> Line(StatusMessage message, bool named = true) => Render<StatusLine>(with => with
        .Add(line => line.Kind, StatusKind.Transcript).Add(line => line.Message, message).Add(line => line.Live, true).Add(line => line.Named, named));
}
