using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tests.E2E.Browsers;
using Tests.E2E.Stack;
using Tests.E2E.Visits;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Tests.E2E;

/// <summary>The demo wall, in an app that nobody but a test started: processes are not to be broken there, the connection to Redis is.</summary>
[Collection<LiveCollection>]
public sealed class DemoTests(BrowserFixture browser, LiveFixture live) : VisitTest(browser, live)
{
    // At its own pace no demo would be over before the test loses patience: what is seen is what was wished.
    protected override SimulatorSettings Simulator { get; } = new() { Speed = 0.2 };

    [Fact]
    public async Task A_demo_runs_as_fast_as_it_was_asked_to_and_its_failures_are_mended_from_the_wall()
    {
        var visit = await VisitAsync("/demo", options: new() { Locale = "en" });
        await visit.MarkAsync();
        await visit.AssertAccessibleAsync("demo-empty");
        await visit.AssertFitsAsync("demo-empty");
        await FillAsync(visit, ("count", "6"), ("speed", "40"), ("failures", "100"));

        await Start(visit).ClickAsync();

        await Expect(Tiles(visit)).ToHaveCountAsync(6);
        await Expect(CountOf(visit, "Failed")).ToHaveTextAsync("6", new() { Timeout = 20_000 });
        await visit.AssertAccessibleAsync("demo-failed");
        await visit.AssertFitsAsync("demo-failed");
        await Button(visit, "Retry (6)").ClickAsync();
        // The summaries fail as well, once the transcripts are there.
        foreach (var tile in await Tiles(visit).AllAsync())
            await Live.App.WaitForStateAsync((await tile.GetAttributeAsync("href"))!.Split('/')[^1], "summary", "failed");
        await Expect(CountOf(visit, "Failed")).ToHaveTextAsync("6", new() { Timeout = 20_000 });
        await Button(visit, "Retry (6)").ClickAsync();
        await Expect(CountOf(visit, "Completed")).ToHaveTextAsync("6", new() { Timeout = 20_000 });
        await visit.AssertNotReloadedAsync();

        await visit.Page.ReloadAsync();
        await Expect(CountOf(visit, "Completed")).ToHaveTextAsync("6");
    }

    [Fact]
    public async Task A_wall_that_is_cut_off_from_Redis_goes_stale_and_heals_with_nothing_missed()
    {
        await Live.RestartAppAsync(new Dictionary<string, string?> { ["Demo__Away"] = "00:00:04" });
        var visit = await VisitAsync("/demo", options: new() { Locale = "en" });
        await visit.MarkAsync();
        await FillAsync(visit, ("count", "8"), ("speed", "4"), ("failures", "0"));
        await Start(visit).ClickAsync();
        await Expect(CountOf(visit, "Running")).Not.ToHaveTextAsync("0");
        await Expect(visit.LiveDot).ToContainTextAsync("Live");

        await Button(visit, "Cut for 4 s").ClickAsync();

        await Expect(visit.LiveDot).ToContainTextAsync("Paused", new() { Timeout = Promptly });
        await Expect(visit.Connectivity).ToContainTextAsync("Redis is unreachable");
        await Expect(visit.Page.Locator(".wall-frame.is-stale")).ToBeVisibleAsync();
        await visit.AssertAccessibleAsync("demo-stale");
        await Expect(visit.LiveDot).ToContainTextAsync("Live", new() { Timeout = 20_000 });
        await Expect(CountOf(visit, "Completed")).ToHaveTextAsync("8", new() { Timeout = 40_000 });
        await Expect(visit.Connectivity).ToHaveTextAsync("");
        await visit.AssertSameDocumentAsync();
    }

    private static async Task FillAsync(Visit visit, params (string Field, string Value)[] wishes)
    {
        foreach (var (field, value) in wishes)
            await visit.Page.Locator($"[name={field}]").FillAsync(value);
    }

    private static ILocator Start(Visit visit) => Button(visit, "Start");

    private static ILocator Button(Visit visit, string name) => visit.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocator Tiles(Visit visit) => visit.Page.Locator(".tiles").GetByRole(AriaRole.Link);

    private static ILocator CountOf(Visit visit, string state) =>
        visit.Page.Locator(".wall-counts > div").Filter(new() { HasTextRegex = new Regex($"{state}$") }).Locator("dd");
}
