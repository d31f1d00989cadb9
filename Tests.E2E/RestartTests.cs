using System.Text.RegularExpressions;
using Tests.E2E.Browsers;
using Tests.E2E.Stack;
using Tests.E2E.Visits;
using Tests.Fixtures;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Tests.E2E;

/// <summary>What becomes of an open page when its app ends, in whatever way.</summary>
public sealed partial class RestartTests(BrowserFixture browser, LiveFixture live) : VisitTest(browser, live), IClassFixture<LiveFixture>
{
    private const float Recovery = 20_000; // milliseconds

    protected override SimulatorSettings Simulator { get; } = new() { Speed = 4 };

    [Fact]
    public async Task A_restarted_app_brings_its_open_pages_back_with_what_they_missed()
    {
        var visit = await BeginAsync("restarted");

        await Live.RestartAppAsync();

        await Live.App.WaitForStateAsync("restarted", "summary", "completed");
        await visit.ExpectTruthAsync(Live.App, "restarted", Recovery);
        Assert.EndsWith("/videos/restarted?language=en", visit.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_open_through_a_kill_of_its_app_ends_in_the_true_state_by_itself()
    {
        var visit = await BeginAsync("killed");

        await Live.App.KillAsync();
        await visit.ExpectNoticeAsync("Live can't be reached.");
        await visit.AssertAccessibleAsync("offline");
        await visit.AssertFitsAsync("offline");
        await Live.StartAppAgainAsync();

        await Live.App.WaitForStateAsync("killed", "summary", "completed");
        await visit.ExpectTruthAsync(Live.App, "killed", Recovery);
        Assert.EndsWith("/videos/killed?language=en", visit.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_open_while_its_app_is_away_for_ten_seconds_says_how_long_and_keeps_its_place()
    {
        var visit = await BeginAsync("rolled");
        await Live.App.WaitForStateAsync("rolled", "summary", "completed");
        await visit.ExpectTruthAsync(Live.App, "rolled", Promptly);
        await visit.Page.EvaluateAsync("scrollTo(0, 300)");
        var before = await PlaceAsync(visit);
        Assert.Equal(300, before.Scrolled);

        await Live.App.StopAsync();
        await visit.ExpectNoticeAsync(TenSeconds());
        await Expect(visit.Transcript.Lines.First).ToBeVisibleAsync();
        await Live.StartAppAgainAsync();

        await visit.WaitForReloadAsync();
        await visit.ExpectTruthAsync(Live.App, "rolled", Recovery);
        // While the new app has not yet heard of a worker, a notice says so; neither its coming nor its going moves the text.
        await visit.MarkAsync();
        await Expect(visit.Connectivity).ToBeEmptyAsync();
        Assert.Equal(before, await PlaceAsync(visit));
        Assert.EndsWith("/videos/rolled?language=en", visit.Page.Url, StringComparison.Ordinal);
    }

    private async Task<Visit> BeginAsync(string id)
    {
        ExpectErrors();
        var visit = await VisitAsync($"/videos/{id}?language=en");
        await visit.MarkAsync();
        await Live.App.SubmitAsync(id);
        await Expect(visit.Transcript.Lines.First).ToBeVisibleAsync();
        return visit;
    }

    // To the pixel: how far the window is scrolled, and where the first line of the text stands in it.
    private static async Task<(int Scrolled, int Line)> PlaceAsync(Visit visit)
    {
        var place = await visit.Page.EvaluateAsync<double[]>("[scrollY, document.querySelector('.segment').getBoundingClientRect().top]");
        return ((int)Math.Round(place[0]), (int)Math.Round(place[1]));
    }

    [GeneratedRegex(@"Last heard [1-9]\d s ago\.")]
    private static partial Regex TenSeconds();
}
