using BlazorApp.Components.Videos;
using Bunit;
using Pipeline.Status;
using Xunit;

namespace Tests.Component.Components.Videos;

/// <summary>Taking a text along.</summary>
public sealed class DownloadLinks : ComponentTest
{
    [Fact]
    public void Formats_are_plain_links_in_a_disclosure_that_says_of_what()
    {
        Prerender(); // also before the page is connected

        var links = Render<Downloads>(with => with.Add(links => links.Key, Transcript(language: "pt-BR")).Add(links => links.Timed, true));

        Assert.Equal("Download transcript", links.Find("details > summary").Name);
        Assert.Equal(
            ["txt", "md", "srt", "vtt", "json"],
            links.FindAll("details a[download]").Select(link => link.GetAttribute("href")!["/api/videos/talk/transcript.".Length..^"?language=pt-BR".Length]));
        Assert.Equal("/api/videos/talk/transcript.srt?language=pt-BR", links.FindAll("a").Single(link => link.Words == "Subtitles (SRT)").GetAttribute("href"));
    }

    [Theory]
    [InlineData(StatusState.Queued)]
    [InlineData(StatusState.Processing)]
    [InlineData(StatusState.Failed)]
    [InlineData(StatusState.Cancelled)]
    public void What_is_not_finished_can_not_be_taken_along(StatusState state)
    {
        var shown = Shown(Transcript(), Message(state) with { Segments = 1, Newest = Lines(0, 1) });
        var pane = Render<TranscriptPane>(with => with.Add(pane => pane.Result, shown).Add(pane => pane.Live, true));
        Assert.Single(pane.Lines);
        Assert.Empty(pane.FindAll("details"));

        shown.Apply(new StatusChange(Transcript(), Message(StatusState.Completed, revision: 2) with { Segments = 1 }));
        pane.Render(with => with.Add(pane => pane.Result, shown));

        Assert.Single(pane.FindAll("details"));
    }
}
