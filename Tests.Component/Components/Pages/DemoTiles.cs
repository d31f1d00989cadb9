using BlazorApp.Components.Demo;
using BlazorApp.Demo;
using Bunit;
using Pipeline.Status;
using Xunit;

namespace Tests.Component.Components.Pages;

/// <summary>The tiles of the demo wall, their counts, and how they look when nothing is heard.</summary>
public sealed class DemoTiles : DemoWallTest
{
    private readonly DemoRun run = DemoRun.Parse("abc-3")!;

    [Fact]
    public async Task Tile_shows_what_its_video_is_called_where_it_is_and_the_newest_words()
    {
        var job = await SubmitAndClaimAsync(run.VideoIds[0]);
        var page = OpenWall("?run=abc-3");
        page.WaitForAssertion(() => Assert.Equal(3, Tiles(page).Count));
        Assert.DoesNotContain("Line 1", Tiles(page)[0], StringComparison.Ordinal);

        await ReportAsync(job, Lines(0, 2), title: "On lighthouses");
        await AnnounceAsync(Transcript(run.VideoIds[0]), Lines(0, 2));

        page.WaitForAssertion(() => Assert.Equal("On lighthouses Transcribing 50 % Line 1", Tiles(page)[0]));
        Assert.Equal(["Video 2 Not started", "Video 3 Not started"], Tiles(page).Skip(1));
        Assert.Equal("0 Failed", Count(page, "Failed"));
        Assert.Equal("1 Running", Count(page, "Running"));
        Assert.Equal("2 Waiting", Count(page, "Waiting"));
    }

    [Fact]
    public async Task Lost_failed_and_completed_are_counted_apart()
    {
        foreach (var id in run.VideoIds)
            await SubmitAsync(id);
        var page = OpenWall("?run=abc-3");
        page.WaitForAssertion(() => Assert.Equal("3 Waiting", Count(page, "Waiting")));

        Publish(run.VideoIds[0], StatusKind.Transcript, Message(StatusState.Queued) with { Stage = Pipeline.Jobs.ExpiredLeases.WorkerLost });
        Publish(run.VideoIds[1], StatusKind.Transcript, Message(StatusState.Failed));
        Publish(run.VideoIds[2], StatusKind.Transcript, Message(StatusState.Completed));
        Publish(run.VideoIds[2], StatusKind.Summary, Message(StatusState.Completed));

        page.WaitForAssertion(() => Assert.Equal(["0 Waiting", "0 Running", "1 Retrying", "1 Failed", "0 Cancelled", "1 Completed"], Counts(page)));
        Assert.Contains("Worker lost, retrying", Tiles(page)[0], StringComparison.Ordinal);
        Assert.Contains("Retry (1)", page.Buttons);
    }

    [Fact]
    public async Task Wall_that_hears_nothing_looks_stale_and_one_that_hears_does_not()
    {
        var job = await SubmitAndClaimAsync(run.VideoIds[0]);
        await ReportAsync(job, Lines(0, 1));
        var live = OpenWall("?run=abc-3");
        live.WaitForAssertion(() => Assert.Single(live.FindAll(".tile.tone-live .moves")));
        Assert.Empty(live.FindAll(".is-stale"));

        var stale = OpenWall("?run=abc-3", live: false);

        stale.WaitForAssertion(() => Assert.Equal("Paused", stale.Find(".live-dot").Words));
        Assert.Single(stale.FindAll(".wall-frame.is-stale .tile.tone-warn"));
        Assert.Empty(stale.FindAll(".moves, .is-running"));
        Assert.Contains("Transcribing 50 %", Tiles(stale)[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tile_whose_transcript_is_there_says_that_the_summary_waits()
    {
        var job = await SubmitAndClaimAsync(run.VideoIds[0]);
        await ReportAsync(job, Lines(0, 2), title: "On lighthouses");
        await CompleteAsync(job, "Line 0 Line 1");

        var page = OpenWall("?run=abc-3");

        page.WaitForAssertion(() => Assert.StartsWith("On lighthouses Summary waits for a worker", Tiles(page)[0], StringComparison.Ordinal));
        Assert.Equal("3 Waiting", Count(page, "Waiting"));
    }

    [Fact]
    public async Task Change_of_one_video_draws_no_other_tile_again()
    {
        var job = await SubmitAndClaimAsync(run.VideoIds[0]);
        var page = OpenWall("?run=abc-3");
        page.WaitForAssertion(() => Assert.Equal(3, Tiles(page).Count));
        var others = page.FindComponents<WallTile>().Skip(1).Select(tile => (Tile: tile, Before: tile.RenderCount)).ToList();

        await ReportAsync(job, Lines(0, 1));
        await AnnounceAsync(job.Key, Lines(0, 1));

        page.WaitForAssertion(() => Assert.Contains("Line 0", Tiles(page)[0], StringComparison.Ordinal));
        Assert.All(others, other => Assert.Equal(other.Before, other.Tile.RenderCount));
    }

    private void Publish(string video, StatusKind kind, StatusMessage message) =>
        Feed.Publish(new StatusChange(new StatusKey(video, kind, "en"), message with { VideoId = video, Revision = 1000 }));
}
