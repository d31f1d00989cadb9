using BlazorApp.Components.Videos;
using Bunit;
using Pipeline.Search;
using Pipeline.Status;
using Xunit;

namespace Tests.Component.Components.Videos;

/// <summary>The faces of a summary.</summary>
public sealed class SummaryPanes : ComponentTest
{
    [Theory]
    [InlineData(StatusState.Processing, "Summary Waiting for the transcript It is made from the transcript, as soon as that is complete.")]
    [InlineData(StatusState.Failed, "Summary Needs the transcript It is made from the transcript, so start that again first.")]
    [InlineData(StatusState.Completed, "Summary No summary yet The transcript came from another program. When one makes a summary of it, it appears here.")]
    public void Not_there_says_what_it_waits_for(StatusState transcript, string words)
    {
        var pane = Pane(transcript);

        Assert.Equal(words, pane.Region("Summary").Words);
        Assert.Empty(pane.FindAll("button, [role=progressbar]"));
    }

    [Fact]
    public void Waiting_for_a_worker()
    {
        var pane = Pane(StatusState.Completed, Message(StatusState.Queued));

        Assert.Contains("Waiting for a worker", pane.Region("Summary").Words, StringComparison.Ordinal);
        Assert.Equal(["Cancel summary"], pane.Buttons);
    }

    [Fact]
    public void Running()
    {
        var pane = Pane(StatusState.Completed, Message(StatusState.Processing) with { Progress = 0.5, Stage = "summarising" });

        Assert.Contains("Summarising 50 %", pane.Region("Summary").Words, StringComparison.Ordinal);
        Assert.Equal("Summary progress", pane.Find("[role=progressbar]").Name);
    }

    [Fact]
    public void Completed_is_its_text_as_text()
    {
        var pane = Pane(StatusState.Completed, Message(StatusState.Completed) with { Data = new StatusData { Content = "In brief.\n<script>alert(1)</script>" } });

        Assert.Equal("Summary Completed Download Text Markdown JSON In brief. <script>alert(1)</script>", pane.Region("Summary").Words);
        Assert.Empty(pane.FindAll("script, button, [role=progressbar]"));
    }

    [Fact]
    public void Long_one_shows_its_beginning_and_a_word_that_says_whether_the_rest_is_shown()
    {
        var text = string.Join('\n', Enumerable.Range(1, 1000).Select(number => $"Paragraph {number} of a summary that goes on and on."));

        var pane = Pane(StatusState.Completed, Message(StatusState.Completed) with { Data = new StatusData { Content = text } });

        var (toggle, rest) = (pane.Find("fold-text > button"), pane.Find(".fold-rest"));
        Assert.Equal(("false", rest.Id), (toggle.GetAttribute("aria-expanded"), toggle.GetAttribute("aria-controls")));
        Assert.Equal("until-found", rest.GetAttribute("hidden"));
        Assert.InRange(pane.Paragraphs.Count, 3, 10);
        Assert.Equal(text.Split('\n'), pane.FindAll(".prose p").Select(paragraph => paragraph.TextContent)); // all of it, once
    }

    [Fact]
    public void Short_one_has_nothing_to_unfold()
    {
        var pane = Pane(StatusState.Completed, Message(StatusState.Completed) with { Data = new StatusData { Content = "In brief.\nVery brief." } });

        Assert.Equal(["In brief.", "Very brief."], pane.Paragraphs);
        Assert.Empty(pane.FindAll("button, [hidden]"));
    }

    [Fact]
    public void Words_of_a_search_are_marked_and_the_rest_is_open_where_only_it_has_them()
    {
        var pane = PaneFound("quagga", LongWith("A QUAGGA in the rain.", "Another quagga."));

        Assert.Equal(["QUAGGA", "quagga"], pane.FindAll(".fold-rest mark").Select(mark => mark.TextContent));
        Assert.Equal("A QUAGGA in the rain.", pane.Find("first-find").TextContent); // which is gone to
        Assert.Equal(("true", false), (pane.Find(".fold-toggle").GetAttribute("aria-expanded"), pane.Find(".fold-rest").HasAttribute("hidden")));

        pane.Render(with => with.Add(pane => pane.Said, null));

        Assert.Empty(pane.FindAll("mark, first-find"));
        Assert.Equal("true", pane.Find(".fold-toggle").GetAttribute("aria-expanded")); // nothing closes under its reader
    }

    [Theory]
    [InlineData("zebra", 1)]
    [InlineData("nowhere", 0)]
    public void Words_of_a_search_that_the_beginning_has_or_nothing_has_open_no_rest(string words, int places)
    {
        var pane = PaneFound(words, LongWith("A quagga in the rain."));

        Assert.Equal(places, pane.FindAll("first-find").Count);
        Assert.Equal(("false", "until-found"), (pane.Find(".fold-toggle").GetAttribute("aria-expanded"), pane.Find(".fold-rest").GetAttribute("hidden")));
    }

    [Fact]
    public void Words_of_a_search_are_marked_in_a_short_one_as_text()
    {
        var pane = PaneFound("zebra", "No animal.\nA <b>zebra</b>, or two zebras.");

        Assert.Equal(["No animal.", "A <b>zebra</b>, or two zebras."], pane.Paragraphs);
        Assert.Equal(["zebra", "zebras"], pane.FindAll("first-find mark").Select(mark => mark.TextContent));
    }

    [Fact]
    public void Failed_says_why()
    {
        var pane = Pane(StatusState.Completed, Message(StatusState.Failed) with { Error = new StatusError("model_busy", "The model was busy.", Retryable: true) });

        Assert.Contains("Failed Retry The model was busy. Trying again may help", pane.Region("Summary").Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancelled_can_be_started_again() =>
        Assert.Equal(["Start again: summary"], Pane(StatusState.Completed, Message(StatusState.Cancelled)).Buttons);

    [Fact]
    public void Stale_is_called_paused_until_news_arrive_again()
    {
        var pane = Pane(StatusState.Completed, Message(StatusState.Processing) with { Progress = 0.5 });
        Assert.DoesNotContain("paused", pane.Region("Summary").Words, StringComparison.Ordinal);

        pane.Render(with => with.Add(pane => pane.Live, false));
        Assert.Contains("Working 50 % · updates paused", pane.Region("Summary").Words, StringComparison.Ordinal);

        pane.Render(with => with.Add(pane => pane.Live, true));
        Assert.DoesNotContain("paused", pane.Region("Summary").Words, StringComparison.Ordinal);
    }

    private static string LongWith(params IEnumerable<string> last) =>
        string.Join('\n', Enumerable.Range(1, 100).Select(number => $"A zebra, number {number}, that goes on and on.").Concat(last));

    private IRenderedComponent<SummaryPane> PaneFound(string words, string text) => Render<SummaryPane>(with => with
        .Add(pane => pane.Result, Shown(Summary(), Message(StatusState.Completed) with { Data = new StatusData { Content = text } }))
        .Add(pane => pane.Live, true).Add(pane => pane.Before, StatusState.Completed).Add(pane => pane.Said, SearchQuery.Read(words).Query));

    private IRenderedComponent<SummaryPane> Pane(StatusState transcript, params StatusMessage[] messages) => Render<SummaryPane>(with => with
        .Add(pane => pane.Result, Shown(Summary(), messages)).Add(pane => pane.Live, true).Add(pane => pane.Before, transcript));
}
