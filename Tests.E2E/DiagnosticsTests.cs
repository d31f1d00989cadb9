using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tests.E2E.Browsers;
using Tests.E2E.Stack;
using Tests.E2E.Visits;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Tests.E2E;

/// <summary>The live path as a person looks at it. In a Live of its own, because Redis is taken away.</summary>
public sealed partial class DiagnosticsTests(BrowserFixture browser, LiveFixture live) : VisitTest(browser, live), IClassFixture<LiveFixture>
{
    private const float Recovery = 20_000; // milliseconds

    protected override SimulatorSettings Simulator { get; } = new() { Speed = 4 };

    [Fact]
    public async Task Charts_move_by_themselves_and_the_canary_has_a_figure()
    {
        var visit = await VisitAsync("/diagnostics");
        await visit.MarkAsync();
        await Expect(Chart(visit, "Canary")).ToHaveAttributeAsync("aria-label", CanaryFigure(), new() { Timeout = Recovery });
        await Expect(visit.Page.Locator(".chart").First).ToContainTextAsync("lost");
        var line = Chart(visit, "Canary").Locator(".chart-line");
        var before = await line.GetAttributeAsync("d");

        await Live.App.SubmitAsync("charted");

        await Expect(line).Not.ToHaveAttributeAsync("d", before!);
        await Expect(Chart(visit, "Messages").Locator(".chart-line").First).ToHaveAttributeAsync("d", MovedLine(), new() { Timeout = Promptly });
        await Expect(Chart(visit, "Viewers")).ToHaveAttributeAsync("aria-label", Browsers());
        await Expect(visit.Page.Locator(".path-hop.is-broken")).ToHaveCountAsync(0);
        await visit.AssertSameDocumentAsync();
    }

    [Fact]
    public async Task Filter_of_events_survives_a_reload_and_what_comes_is_listed_while_one_looks()
    {
        await Live.App.SubmitAsync("listed-lighthouse");
        await Live.App.SubmitAsync("listed-bees");
        await Live.App.WaitForStateAsync("listed-bees", "summary", "completed");
        var visit = await VisitAsync("/diagnostics");
        await visit.MarkAsync();
        var videos = visit.Page.Locator(".events tbody td a");
        await Expect(videos.Filter(new() { HasText = "listed-lighthouse" }).First).ToBeVisibleAsync();

        await visit.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Video" }).FillAsync("bees");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.GetByRole(AriaRole.Combobox, new() { Name = "Kind" }).SelectOptionAsync("summary");

        await Expect(visit.Page).ToHaveURLAsync(Filtered());
        await Expect(videos.First).ToHaveTextAsync("listed-bees");
        await Expect(videos.Filter(new() { HasText = "lighthouse" })).ToHaveCountAsync(0);
        await visit.AssertNotReloadedAsync();

        await visit.Page.ReloadAsync();
        await visit.MarkAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Video" })).ToHaveValueAsync("bees");
        await Expect(visit.Page.GetByRole(AriaRole.Combobox, new() { Name = "Kind" })).ToHaveValueAsync("summary");
        await Expect(videos.First).ToHaveTextAsync("listed-bees");
        await Expect(videos.Filter(new() { HasText = "lighthouse" })).ToHaveCountAsync(0);

        await Live.App.SubmitAsync("more-bees");
        await Expect(videos.First).ToHaveTextAsync("more-bees", new() { Timeout = Recovery });
        await Expect(visit.Page.Locator(".events-time").First).ToHaveTextAsync(TimeOfDay());
    }

    [Fact]
    public async Task Hop_that_broke_turns_red_with_its_words_and_heals_by_itself()
    {
        var visit = await VisitAsync("/diagnostics");
        await visit.MarkAsync();
        var broken = visit.Page.Locator(".path-hop.is-broken");
        var meaning = visit.Page.GetByRole(AriaRole.Status, new() { Name = "What this means" });
        await Expect(meaning).ToContainTextAsync("All is well", new() { Timeout = Recovery });
        // What was lost while the app started, or in a test before this one, is told for five minutes.
        var before = string.Concat(await visit.Page.Locator(".chart-note.is-bad").AllInnerTextsAsync());

        await Live.Redis.StopAsync();

        await Expect(broken).ToHaveCountAsync(1, new() { Timeout = Recovery });
        await Expect(broken).ToContainTextAsync("Redis");
        await Expect(broken).ToContainTextAsync("Broken");
        await Expect(meaning).ToContainTextAsync("Redis is unreachable: nothing moves live. Workers go on and save; this page and every other catches up by itself.");
        await Expect(visit.Page.Locator(".chart-note.is-bad")).ToContainTextAsync("lost", new() { Timeout = Recovery });
        await Expect(visit.Page.Locator(".chart-note.is-bad")).Not.ToHaveTextAsync(before, new() { Timeout = Recovery });
        await visit.AssertAccessibleAsync("diagnostics-outage");
        await visit.AssertFitsAsync("diagnostics-outage");

        await Live.Redis.StartAsync();

        await Expect(broken).ToHaveCountAsync(0, new() { Timeout = Recovery });
        await Expect(meaning).ToContainTextAsync("All is well", new() { Timeout = Recovery });
        await Expect(Chart(visit, "Canary")).ToHaveAttributeAsync("aria-label", CanaryFigure(), new() { Timeout = Recovery });
        await visit.AssertSameDocumentAsync();
    }

    private static ILocator Chart(Visit visit, string title) => visit.Page.GetByRole(AriaRole.Img, new() { NameRegex = new Regex($"^{title}: ") });

    [GeneratedRegex(@"^Canary: [\d.]+ m?s\.")]
    private static partial Regex CanaryFigure();

    [GeneratedRegex(@"^\d{1,2}:\d\d:\d\d\.\d\s[AP]M$")]
    private static partial Regex TimeOfDay();

    [GeneratedRegex("^Viewers: browsers [1-9]")]
    private static partial Regex Browsers();

    // It left the bottom.
    [GeneratedRegex(@"[ML]\d+ (\d|\d\d)\D|[ML]\d+ (\d|\d\d)$")]
    private static partial Regex MovedLine();

    [GeneratedRegex(@"/diagnostics\?video=bees&kind=summary$")]
    private static partial Regex Filtered();
}
