using BlazorApp.Components.Videos;
using Pipeline.Status;
using Pipeline.Storage;
using Xunit;

namespace Tests.Component.Components.Videos;

/// <summary>What a page shows of one status moves forward only.</summary>
public sealed class ShownResults : ComponentTest
{
    [Fact]
    public void Older_revision_never_replaces_a_newer_one()
    {
        var shown = Shown(Transcript(), Message(StatusState.Completed, revision: 5) with { Data = new StatusData { FormattedText = "All of it" } });

        var missing = shown.Apply(new StatusChange(Transcript(), Message(StatusState.Processing, revision: 4) with { Data = new StatusData { FormattedText = "Less" } }));

        Assert.Equal((Missing.Nothing, StatusState.Completed, "All of it"), (missing, shown.State, shown.Text));
    }

    [Fact]
    public void Large_result_that_has_to_be_read_replaces_what_was_published_before_it()
    {
        var shown = Shown(Transcript(), Message(StatusState.Processing) with { Revision = null, Data = new StatusData { FormattedText = "A part" } });
        var completed = new StatusChange(
            Transcript(), Message(StatusState.Completed, revision: 5) with { Data = StatusData.Reference(Transcript(), bytes: 100_000) });
        Assert.Equal((Missing.Result, "A part"), (shown.Apply(completed), shown.Text));

        shown.Take(new ResultView(completed, "All of it", []));

        Assert.Equal("All of it", shown.Text);
    }

    [Fact]
    public void Reading_what_is_stored_does_not_undo_a_short_form_that_is_not_yet()
    {
        var shown = Shown(
            Transcript(),
            Message(StatusState.Completed, revision: 5) with { Data = new StatusData { FormattedText = "Stored" } },
            Message(StatusState.Completed) with { Revision = null, Data = new StatusData { FormattedText = "Published" } });

        shown.Take(new ResultView(new StatusChange(Transcript(), Message(StatusState.Completed, revision: 5)), "Stored", []));

        Assert.Equal("Published", shown.Text);
    }

    [Fact]
    public void Duplicate_changes_nothing()
    {
        var message = Message(StatusState.Processing) with { Segments = 2, Newest = Lines(0, 2) };

        var shown = Shown(Transcript(), message, message);

        Assert.Equal(Lines(0, 2), shown.Lines.Held);
    }

    [Fact]
    public void Segments_that_follow_are_added_and_repeated_ones_are_not()
    {
        var shown = Shown(
            Transcript(),
            Message(StatusState.Processing) with { Segments = 2, Newest = Lines(0, 2) },
            Message(StatusState.Processing, revision: 2) with { Segments = 4, Newest = Lines(1, 3) });

        Assert.Equal(Lines(0, 4), shown.Lines.Held);
    }

    [Fact]
    public void Segments_behind_a_gap_are_missed_not_shown_out_of_order()
    {
        var shown = Shown(Transcript(), Message(StatusState.Processing) with { Segments = 1, Newest = Lines(0, 1) });

        var missing = shown.Apply(new StatusChange(Transcript(), Message(StatusState.Processing, revision: 2) with { Segments = 5, Newest = Lines(4, 1) }));

        Assert.Equal(Missing.Segments, missing);
        Assert.Equal(Lines(0, 1), shown.Lines.Held);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Result_that_is_not_carried_is_missed(bool referenced)
    {
        var shown = Shown(Transcript());

        var missing = shown.Apply(new StatusChange(Transcript(), Message(StatusState.Completed) with
        {
            Data = referenced ? StatusData.Reference(Transcript(), 20_000) : null,
        }));

        Assert.Equal(Missing.Result, missing);
        Assert.False(shown.HasText);
    }

    [Fact]
    public void Short_form_is_shown_over_whatever_is_there_and_the_database_has_the_last_word()
    {
        var shown = Shown(
            Transcript(),
            Message(StatusState.Processing, revision: 7),
            ShortForm(StatusState.Completed, new StatusData { FormattedText = "Published" }));
        Assert.Equal((StatusState.Completed, "Published"), (shown.State, shown.Text));

        shown.Apply(new StatusChange(Transcript(), Message(StatusState.Processing, revision: 7)));
        Assert.Equal(StatusState.Completed, shown.State); // the same revision as before is no news

        shown.Apply(new StatusChange(Transcript(), Message(StatusState.Completed, revision: 8) with { Data = new StatusData { FormattedText = "Stored" } }));
        Assert.Equal("Stored", shown.Text);
    }

    [Fact]
    public void Reading_that_is_older_than_what_is_shown_adds_its_segments_only()
    {
        var shown = Shown(Transcript(), Message(StatusState.Failed, revision: 5));

        shown.Take(new ResultView(new StatusChange(Transcript(), Message(StatusState.Processing, revision: 4)), Text: null, Lines(0, 2)));

        Assert.Equal(StatusState.Failed, shown.State);
        Assert.Equal(Lines(0, 2), shown.Lines.Held);
    }

    [Fact]
    public void Reading_of_the_revision_that_is_shown_brings_its_text()
    {
        var shown = Shown(Transcript(), Message(StatusState.Completed, revision: 5));
        Assert.Null(shown.Text);

        shown.Take(new ResultView(new StatusChange(Transcript(), Message(StatusState.Completed, revision: 5)), "All of it", []));

        Assert.Equal("All of it", shown.Text);
    }
}
