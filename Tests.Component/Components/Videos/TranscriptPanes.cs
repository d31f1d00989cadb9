using BlazorApp.Components.Videos;
using Bunit;
using Pipeline.Jobs;
using Pipeline.Status;
using Xunit;

namespace Tests.Component.Components.Videos;

/// <summary>The faces of a transcript.</summary>
public sealed class TranscriptPanes : ComponentTest
{
    [Fact]
    public void Not_started()
    {
        var pane = Pane();

        Assert.Equal("Transcript Not started", pane.Region("Transcript").Words);
        Assert.Empty(pane.FindAll("button, [role=progressbar]"));
    }

    [Fact]
    public void Waiting_for_a_worker()
    {
        var pane = Pane(Message(StatusState.Queued));

        Assert.Equal(
            "Transcript Waiting for a worker Cancel It begins by itself as soon as a worker is free.", pane.Region("Transcript").Words);
        Assert.Equal(["Cancel transcript"], pane.Buttons);
        Assert.Empty(pane.FindAll("[role=progressbar]"));
    }

    [Fact]
    public void Running_before_the_first_line()
    {
        var pane = Pane(Message(StatusState.Processing) with { Progress = 0 });

        Assert.Contains("Transcribing no estimate yet Cancel The first lines are on their way.", pane.Region("Transcript").Words, StringComparison.Ordinal);
        Assert.Equal("Transcript progress", pane.Find("[role=progressbar]").Name);
        Assert.Null(pane.Find("[role=progressbar]").GetAttribute("aria-valuenow")); // nobody knows yet how far it is
    }

    [Fact]
    public void Running_with_its_first_lines()
    {
        var pane = Pane(Message(StatusState.Processing) with { Progress = 0.42, Segments = 2, Newest = Lines(0, 2) });

        Assert.Equal(["0:00 Line 0", "0:06 Line 1"], pane.Lines);
        Assert.Equal("42", pane.Find("[role=progressbar]").GetAttribute("aria-valuenow"));
        Assert.DoesNotContain("on their way", pane.Region("Transcript").Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_what_is_made_while_it_is_watched_arrives()
    {
        var shown = Shown(Transcript(), Message(StatusState.Processing) with { Segments = 1, Newest = Lines(0, 1) });
        var pane = Pane(shown);
        Assert.Empty(pane.FindAll("li.arriving"));

        shown.Apply(new StatusChange(Transcript(), Message(StatusState.Processing, revision: 2) with { Segments = 2, Newest = Lines(1, 1) }));
        pane.Render(with => with.Add(pane => pane.Result, shown));

        Assert.Equal(2, pane.Lines.Count);
        Assert.Equal("0:06 Line 1", Assert.Single(pane.FindAll("li.arriving")).Words);
    }

    [Fact]
    public void Paragraph_begins_after_a_pause()
    {
        var pane = Pane(Message(StatusState.Processing) with
        {
            Segments = 3,
            Newest = [new Segment(0, 0, 3, "One."), new Segment(1, 3.4, 6, "Two."), new Segment(2, 8, 9, "Another thing.")],
        });

        Assert.Equal("0:08 Another thing.", Assert.Single(pane.FindAll("li.begins")).Words);
    }

    [Fact]
    public void Worker_lost_keeps_what_was_made()
    {
        var pane = Pane(
            Message(StatusState.Processing) with { Segments = 2, Newest = Lines(0, 2) },
            Message(StatusState.Queued, revision: 2) with { Segments = 2, Stage = ExpiredLeases.WorkerLost });

        Assert.Equal(2, pane.Lines.Count);
        Assert.Contains("Worker lost, retrying", pane.Region("Transcript").Words, StringComparison.Ordinal);
        Assert.Contains("Another one goes on from the last saved line.", pane.Region("Transcript").Words, StringComparison.Ordinal);
        Assert.Equal(["Cancel transcript"], pane.Buttons);
    }

    [Fact]
    public void Cancelling_can_not_be_asked_for_again()
    {
        var pane = Pane(Message(StatusState.Processing) with { Cancelling = true });

        Assert.Contains("Cancelling…", pane.Region("Transcript").Words, StringComparison.Ordinal);
        Assert.Empty(pane.Buttons);
    }

    [Fact]
    public void Cancelled_keeps_what_was_made_and_can_be_started_again()
    {
        var pane = Pane(
            Message(StatusState.Processing) with { Segments = 1, Newest = Lines(0, 1) }, Message(StatusState.Cancelled, revision: 2) with { Segments = 1 });

        Assert.Single(pane.Lines);
        Assert.Contains("What had been made is kept.", pane.Region("Transcript").Words, StringComparison.Ordinal);
        Assert.Equal(["Start again: transcript"], pane.Buttons);
        Assert.Empty(pane.FindAll("[role=progressbar]"));
    }

    [Theory]
    [InlineData(true, "Trying again may help; what was made is kept.")]
    [InlineData(false, "Trying again may end the same way.")]
    public void Failed_says_why_and_whether_trying_again_helps(bool retryable, string advice)
    {
        var pane = Pane(Message(StatusState.Failed) with { Error = new StatusError("source_unavailable", "<b>The video</b> is private.", retryable) });

        Assert.Contains($"<b>The video</b> is private. {advice}", pane.Region("Transcript").Words, StringComparison.Ordinal);
        Assert.Equal(["Retry: transcript"], pane.Buttons);
    }

    [Fact]
    public void Failed_without_a_reason_says_that_none_was_given() =>
        Assert.Contains("No reason was given.", Pane(Message(StatusState.Failed)).Region("Transcript").Words, StringComparison.Ordinal);

    [Fact]
    public void Completed_with_times()
    {
        var pane = Pane(Message(StatusState.Completed) with
        {
            Segments = 2,
            Newest = Lines(0, 2),
            Data = new StatusData { FormattedText = "Line 0\nLine 1" },
        });

        Assert.Equal(
            "Transcript Completed Download Text Markdown Subtitles (SRT) Subtitles (WebVTT) JSON 0:00 Line 0 0:06 Line 1", pane.Region("Transcript").Words);
        Assert.Empty(pane.Buttons);
        Assert.Empty(pane.FindAll("[role=progressbar], .prose"));
    }

    [Fact]
    public void Completed_by_another_program_is_text_without_times()
    {
        var pane = Pane(ShortForm(StatusState.Completed, new StatusData { FormattedText = "First <i>line</i>\n\n  Second line " }));

        Assert.Equal(["First <i>line</i>", "Second line"], pane.Paragraphs);
        Assert.Empty(pane.Lines);
        Assert.Equal(["Text", "Markdown", "JSON"], pane.FindAll(".download a").Select(link => link.Words)); // no times, no subtitles
    }

    [Fact]
    public void Text_published_over_what_a_worker_had_begun_is_what_is_read()
    {
        var pane = Pane(
            Message(StatusState.Processing) with { Segments = 1, Newest = Lines(0, 1) },
            ShortForm(StatusState.Completed, new StatusData { FormattedText = "Another text" }));

        Assert.Equal(["Another text"], pane.Paragraphs);
        Assert.Empty(pane.Lines);
    }

    private IRenderedComponent<TranscriptPane> Pane(params StatusMessage[] messages) => Pane(Shown(Transcript(), messages));

    private IRenderedComponent<TranscriptPane> Pane(ShownResult shown) =>
        Render<TranscriptPane>(with => with.Add(pane => pane.Result, shown).Add(pane => pane.Live, true));
}
