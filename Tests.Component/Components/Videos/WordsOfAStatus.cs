using System.Globalization;
using BlazorApp.Components.Videos;
using Pipeline.Status;
using Xunit;

namespace Tests.Component.Components.Videos;

public sealed class WordsOfAStatus : ComponentTest
{
    [Theory]
    [InlineData(StatusState.Queued, null, StatusTone.Quiet, "Waiting for a worker")]
    [InlineData(StatusState.Queued, "worker-lost", StatusTone.Warn, "Worker lost, retrying")]
    [InlineData(StatusState.Processing, null, StatusTone.Live, "Transcribing")]
    [InlineData(StatusState.Processing, "fetching-audio", StatusTone.Live, "Fetching audio")]
    [InlineData(StatusState.Completed, null, StatusTone.Done, "Completed")]
    [InlineData(StatusState.Failed, null, StatusTone.Bad, "Failed")]
    [InlineData(StatusState.Cancelled, null, StatusTone.Stopped, "Cancelled")]
    public void State_has_its_tone_and_words(StatusState state, string? stage, StatusTone tone, string words)
    {
        var face = Statuses.Of(StatusKind.Transcript, Message(state) with { Stage = stage }, live: true);

        Assert.Equal((tone, words), (face.Tone, face.Words));
        Assert.Equal(tone == StatusTone.Live, face.Moves);
    }

    [Fact]
    public void Every_state_of_every_kind_has_words()
    {
        foreach (var kind in StatusKind.All)
            Assert.All(Enum.GetValues<StatusState>(), state => Assert.NotEmpty(Statuses.Of(kind, Message(state), live: true).Words));
    }

    [Theory]
    [InlineData(null, null, "Transcribing")]
    [InlineData(0.0, 1, "Transcribing")]
    [InlineData(0.42, 1, "Transcribing 42 %")]
    [InlineData(0.999, 1, "Transcribing 99 %")]
    [InlineData(0.5, 2, "Transcribing 50 % · attempt 2")]
    public void Running_says_how_far_and_which_attempt(double? progress, int? attempt, string words) => Assert.Equal(
        words, Statuses.Of(StatusKind.Transcript, Message(StatusState.Processing) with { Progress = progress, Attempt = attempt }, live: true).Words);

    [Theory]
    [InlineData(1, 3, "Transcribing 50 %")]
    [InlineData(2, 3, "Transcribing 50 % · attempt 2 of 3")]
    [InlineData(2, 4, "Transcribing 50 %")] // the first one after a retry by hand
    [InlineData(6, 7, "Transcribing 50 % · attempt 2 of 3")]
    [InlineData(2, 2, "Transcribing 50 % · attempt 2 of 2")] // where whoever queued it allowed fewer
    [InlineData(5, 4, "Transcribing 50 % · attempt 5")]
    public void Attempts_are_counted_from_the_last_retry_by_hand(int attempt, int limit, string words) => Assert.Equal(
        words,
        Statuses.Of(StatusKind.Transcript, Message(StatusState.Processing) with { Progress = 0.5, Attempt = attempt, AttemptLimit = limit }, live: true).Words);

    [Theory]
    [InlineData(null, "Waiting for the transcript")]
    [InlineData(StatusState.Queued, "Waiting for the transcript")]
    [InlineData(StatusState.Processing, "Waiting for the transcript")]
    [InlineData(StatusState.Completed, "No summary yet")]
    [InlineData(StatusState.Failed, "Needs the transcript")]
    [InlineData(StatusState.Cancelled, "Needs the transcript")]
    public void Summary_that_is_not_there_says_what_it_waits_for(StatusState? transcript, string words)
    {
        var face = Statuses.Of(StatusKind.Summary, message: null, live: true, before: transcript);

        Assert.Equal((StatusTone.Quiet, words), (face.Tone, face.Words));
        Assert.NotNull(face.Detail);
    }

    [Theory]
    [InlineData(StatusState.Queued)]
    [InlineData(StatusState.Processing)]
    public void Stop_that_was_asked_for_is_told_from_one_that_happened(StatusState state)
    {
        var face = Statuses.Of(StatusKind.Transcript, Message(state) with { Cancelling = true }, live: true);

        Assert.Equal((StatusTone.Warn, "Cancelling…"), (face.Tone, face.Words));
        Assert.Equal("Cancelled", Statuses.Of(StatusKind.Transcript, Message(StatusState.Cancelled) with { Cancelling = true }, live: true).Words);
    }

    [Theory]
    [InlineData(StatusState.Queued, true)]
    [InlineData(StatusState.Processing, true)]
    [InlineData(StatusState.Completed, false)]
    [InlineData(StatusState.Failed, false)]
    [InlineData(StatusState.Cancelled, false)]
    public void Without_news_only_what_may_have_moved_on_is_called_paused(StatusState state, bool paused)
    {
        var live = Statuses.Of(StatusKind.Transcript, Message(state), live: true);
        var stale = Statuses.Of(StatusKind.Transcript, Message(state), live: false);

        Assert.Equal(paused ? live with { Tone = StatusTone.Warn, Words = live.Words + " · updates paused" } : live, stale);
        Assert.False(stale.Moves);
    }

    [Theory]
    [InlineData(-1, "0 %")]
    [InlineData(0.005, "0 %")]
    [InlineData(0.999, "99 %")]
    [InlineData(1, "100 %")]
    [InlineData(7, "100 %")]
    public void Share_is_rounded_down_so_that_only_the_end_is_100(double share, string words) => Assert.Equal(words, Statuses.Percent(share));

    [Theory]
    [InlineData(-3, "0:00")]
    [InlineData(6.9, "0:06")]
    [InlineData(3599, "59:59")]
    [InlineData(3723, "1:02:03")]
    [InlineData(90_000, "25:00:00")]
    public void Moment_is_written_as_players_write_it(double seconds, string moment) => Assert.Equal(moment, StatusWords.Moment(seconds));

    [Fact]
    public void Words_do_not_depend_on_the_language_of_the_machine()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
            var face = Statuses.Of(StatusKind.Summary, Message(StatusState.Processing) with { Stage = "indexing", Progress = 0.5 }, live: true);

            Assert.Equal(("Indexing 50 %", "live"), (face.Words, face.ToneName));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
