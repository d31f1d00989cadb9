using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tests.E2E.Browsers;
using Tests.E2E.Stack;
using Tests.E2E.Visits;
using Tests.Fixtures;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Tests.E2E;

/// <summary>What becomes of a page when the network between it and the app does what networks do.</summary>
public sealed partial class ConnectionTests(BrowserFixture browser, LiveBehindProxies live) : VisitTest(browser, live), IClassFixture<LiveBehindProxies>
{
    private const float Noticed = 10_000; // milliseconds; SignalR by itself takes 30 seconds
    private const float Recovery = 20_000; // milliseconds

    protected override SimulatorSettings Simulator { get; } = new() { Speed = 4 };

    public override async ValueTask InitializeAsync()
    {
        live.ToApp.Swallows = false; // also after a test that failed in between
        await base.InitializeAsync();
    }

    [Fact]
    public async Task A_network_that_swallows_everything_is_noticed_and_the_page_says_since_when_it_is_stale()
    {
        var visit = await BeginAsync("swallowed", options: new() { ReducedMotion = ReducedMotion.NoPreference });
        Assert.NotEqual("none", await BreathAsync(visit));

        live.ToApp.Swallows = true;

        await visit.ExpectNoticeAsync(LastHeard(), Noticed);
        await Expect(visit.LiveDot).Not.ToContainTextAsync("Live", new() { UseInnerText = true });
        Assert.Equal("none", await BreathAsync(visit));
        await Live.App.WaitForStateAsync("swallowed", "summary", "completed");
        var silent = await SecondsAsync(visit);
        await Wait.For(async () => await SecondsAsync(visit) > silent + 2, "the silence to grow on the page");
        await Expect(visit.Summary.Region).Not.ToContainTextAsync("Completed");
        await visit.AssertAccessibleAsync("unheard");
        await visit.AssertFitsAsync("unheard");

        live.ToApp.Swallows = false;

        await visit.ExpectTruthAsync(Live.App, "swallowed", Recovery);
        await visit.AssertNotReloadedAsync();
    }

    [Fact]
    public async Task A_connection_that_was_lost_for_a_moment_comes_back_to_the_same_document_with_nothing_missed()
    {
        var visit = await BeginAsync("cut");

        live.ToApp.Cut();
        await Wait.For(() => visit.Page.EvaluateAsync<bool>("document.documentElement.hasAttribute('data-disconnected')"), "the page to notice");
        await Expect(visit.LostConnection).ToBeHiddenAsync(new() { Timeout = Promptly });
        live.ToApp.Cut();

        await Live.App.WaitForStateAsync("cut", "summary", "completed");
        await visit.ExpectTruthAsync(Live.App, "cut", Recovery);
        await visit.AssertNotReloadedAsync();
    }

    [Fact]
    public async Task A_laptop_that_slept_for_an_hour_says_so_at_once_and_wakes_to_the_true_state()
    {
        var visit = await BeginAsync("slept", page => page.Clock.InstallAsync());

        // Asleep: no timer runs, and the network is gone.
        await visit.Page.Clock.PauseAtAsync(DateTime.UtcNow.AddSeconds(1));
        live.ToApp.Swallows = true;
        await Live.App.WaitForStateAsync("slept", "summary", "completed");
        await Wait.For(async () => await Live.App.CountAsync("watchers") == 0, "the app to have let go of the page");
        live.ToApp.Swallows = false;
        await visit.Page.Clock.FastForwardAsync("01:00:00");

        await visit.ExpectNoticeAsync("Last heard 1 h ago", 1000);
        await visit.Page.Clock.ResumeAsync();
        await visit.ExpectTruthAsync(Live.App, "slept", Recovery);
        await visit.AssertNotReloadedAsync();
        Assert.EndsWith("/videos/slept?language=en", visit.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_was_put_to_rest_goes_on_where_it_was()
    {
        var visit = await BeginAsync("paused");

        await visit.Page.EvaluateAsync("Blazor.pauseCircuit()");
        await visit.ExpectNoticeAsync("This page was put to rest.");
        await visit.AssertAccessibleAsync("paused");
        await visit.AssertFitsAsync("paused");
        await Live.App.WaitForStateAsync("paused", "summary", "completed");
        await Expect(visit.Summary.Region).Not.ToContainTextAsync("Completed");
        await visit.LostConnection.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();

        await visit.ExpectTruthAsync(Live.App, "paused", Recovery);
        await visit.AssertNotReloadedAsync();
    }

    [Fact]
    public async Task A_rest_that_cannot_be_ended_is_a_page_loaded_again()
    {
        var visit = await BeginAsync("resume-failed");
        await visit.Page.EvaluateAsync("Blazor.pauseCircuit()");
        await visit.ExpectNoticeAsync("This page was put to rest.");
        await Live.App.WaitForStateAsync("resume-failed", "summary", "completed");

        // The new app has other keys, so that it can read nothing of what the old one left with the page.
        using var keys = new TemporaryFolder();
        ExpectErrors();
        await Live.RestartAppAsync(new Dictionary<string, string?> { ["HOME"] = keys.Path });
        await visit.LostConnection.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();

        await visit.ExpectTruthAsync(Live.App, "resume-failed", Recovery);
        Assert.EndsWith("/videos/resume-failed?language=en", visit.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_never_got_its_circuit_says_so_and_loads_itself_again()
    {
        ExpectErrors();
        await Live.App.SubmitAsync("never");
        await Live.App.WaitForStateAsync("never", "summary", "completed");
        var away = true;
        var visit = await VisitAsync("/videos/never?language=en", live.Address, prepare: page =>
            page.RouteAsync("**/_blazor/**", route => away ? route.AbortAsync() : route.ContinueAsync()));

        await visit.ExpectNoticeAsync("This page is not connected yet.", Noticed);
        away = false;

        await visit.ExpectTruthAsync(Live.App, "never", Recovery);
        await Wait.For(async () => await Live.App.CountAsync("circuits") == 1, "the page to have its circuit");
    }

    [Fact]
    public async Task A_page_that_the_browser_kept_and_brings_back_is_loaded_again()
    {
        var visit = await BeginAsync("kept");
        await Live.App.WaitForStateAsync("kept", "summary", "completed");

        await visit.Page.EvaluateAsync("Blazor.disconnect()"); // what Blazor does when a page is left
        await visit.Page.EvaluateAsync("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");

        await visit.WaitForReloadAsync();
        await visit.ExpectTruthAsync(Live.App, "kept", Recovery);
    }

    // In a page that has its circuit and shows the first lines of a transcript that goes on.
    private async Task<Visit> BeginAsync(string id, Func<IPage, Task>? prepare = null, BrowserNewContextOptions? options = null)
    {
        ExpectErrors();
        var visit = await VisitAsync($"/videos/{id}?language=en", live.Address, options, prepare);
        await visit.MarkAsync();
        await Expect(visit.LostConnection).ToBeHiddenAsync();
        await Live.App.SubmitAsync(id);
        await Expect(visit.Transcript.Lines.First).ToBeVisibleAsync();
        await Expect(visit.LiveDot).ToContainTextAsync("Live");
        return visit;
    }

    private static Task<string> BreathAsync(Visit visit) =>
        visit.LiveDot.Locator(".dot").EvaluateAsync<string>("dot => getComputedStyle(dot).animationName");

    private static async Task<int> SecondsAsync(Visit visit) =>
        LastHeard().Match(await visit.LostConnection.InnerTextAsync()) is { Success: true } found ? int.Parse(found.Groups[1].ValueSpan, null) : 0;

    [GeneratedRegex(@"Last heard (\d+) s ago\.")]
    private static partial Regex LastHeard();
}
