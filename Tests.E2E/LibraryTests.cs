using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tests.E2E.Browsers;
using Tests.E2E.Stack;
using Tests.E2E.Visits;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Tests.E2E;

/// <summary>The library: what is chosen stands in the address, many are asked for and acted upon at once, and everybody can use it.</summary>
[Collection<HandCollection>]
public sealed class LibraryTests(BrowserFixture browser, HandFixture live) : VisitTest(browser, live)
{
    protected override SimulatorSettings? Simulator => null;

    [Fact]
    public async Task Filter_stands_in_the_address_survives_a_reload_and_is_gone_after_going_back()
    {
        await using var hand = await live.WorkAsync();
        await CancelledAsync(hand, "filter-cancelled");
        await Live.App.SubmitAsync("filter-waits");
        var visit = await VisitAsync("/");
        await visit.MarkAsync();
        await Expect(Item(visit, "filter-waits")).ToBeVisibleAsync();

        await visit.Page.GetByRole(AriaRole.Combobox, new() { Name = "State" }).SelectOptionAsync("cancelled");
        await Expect(visit.Page).ToHaveURLAsync(new Regex(@"/\?state=cancelled$"));
        await Expect(Item(visit, "filter-waits")).ToHaveCountAsync(0);
        await Expect(Item(visit, "filter-cancelled")).ToBeVisibleAsync();

        await visit.Page.ReloadAsync();
        await visit.MarkAsync();
        await Expect(Item(visit, "filter-cancelled")).ToBeVisibleAsync();
        await Expect(Item(visit, "filter-waits")).ToHaveCountAsync(0);
        await CancelledAsync(hand, "filter-later");
        await Expect(Item(visit, "filter-later")).ToBeVisibleAsync(new() { Timeout = Promptly });

        await visit.Page.GoBackAsync();
        await Expect(Item(visit, "filter-waits")).ToBeVisibleAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Combobox, new() { Name = "State" })).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Chosen_layout_is_remembered_by_the_browser()
    {
        await Live.App.SubmitAsync("layout");
        var visit = await VisitAsync("/");
        await visit.MarkAsync();
        await Expect(Item(visit, "layout")).ToBeVisibleAsync();

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Table" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Rowheader, new() { Name = "layout", Exact = true })).ToBeVisibleAsync();
        await visit.GoAsync("/");

        await Expect(visit.Page.GetByRole(AriaRole.Rowheader, new() { Name = "layout", Exact = true })).ToBeVisibleAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Article)).ToHaveCountAsync(0);
        await visit.MarkAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Rowheader, new() { Name = "layout", Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Selected_videos_are_retried_by_keyboard_and_show_it()
    {
        await using var hand = await live.WorkAsync();
        foreach (var id in new[] { "bulk-one", "bulk-two" })
            await CancelledAsync(hand, id);
        var visit = await VisitAsync("/?view=table");
        await visit.MarkAsync();

        foreach (var id in new[] { "bulk-one", "bulk-two" })
        {
            await visit.Page.GetByRole(AriaRole.Checkbox, new() { Name = $"Select {id}" }).FocusAsync();
            await visit.Page.Keyboard.PressAsync("Space");
        }

        var report = visit.Page.GetByRole(AriaRole.Status, new() { Name = "What became of the selected videos" });
        await Expect(report).ToHaveTextAsync("2 selected");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Retry", Exact = true }).FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");

        await Expect(report).ToHaveTextAsync("2 retried · 2 selected");
        foreach (var id in new[] { "bulk-one", "bulk-two" })
            await Expect(visit.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = id })).ToContainTextAsync("Waiting for a worker", new() { Timeout = Promptly });
        await visit.AssertSameDocumentAsync();
    }

    [Fact]
    public async Task Several_links_are_pasted_accepted_and_seen_and_the_bad_ones_stay()
    {
        var visit = await VisitAsync("/");
        await visit.MarkAsync();

        await visit.Source.FocusAsync();
        await visit.Page.Keyboard.InsertTextAsync("pasted-one\nnot a link");
        await visit.Page.Keyboard.PressAsync("Shift+Enter");
        await visit.Page.Keyboard.InsertTextAsync("pasted-two");
        await visit.Page.Keyboard.PressAsync("Enter");

        await Expect(visit.Page.GetByRole(AriaRole.Status, new() { Name = "What became of the links" })).ToHaveTextAsync("2 accepted");
        await Expect(visit.Page.GetByRole(AriaRole.Group, new() { Name = "What is no video" }).GetByText("not a link")).ToBeVisibleAsync();
        await Expect(visit.Source).ToHaveValueAsync("not a link");
        await Expect(Item(visit, "pasted-one")).ToBeVisibleAsync(new() { Timeout = Promptly });
        await Expect(Item(visit, "pasted-two")).ToBeVisibleAsync(new() { Timeout = Promptly });
        await visit.AssertSameDocumentAsync();
    }

    [Fact]
    public async Task A_thousand_links_fit_and_a_text_that_is_too_long_is_refused_and_stays()
    {
        var visit = await VisitAsync("/");
        await visit.MarkAsync();
        var links = string.Join('\n', Enumerable.Range(0, 1000).Select(number => $"https://www.youtube.com/watch?v=thousand{number:000}")); // 44 KB
        var tooLong = string.Join('\n', Enumerable.Repeat(links, 5));

        // As one assignment: typing that much by Playwright takes a browser half a minute.
        await visit.Source.EvaluateAsync("(box, text) => { box.value = text; box.dispatchEvent(new Event('change', { bubbles: true })); }", tooLong);
        await visit.Watch.ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("more text than 1000 links need");
        await Expect(visit.Source).ToHaveValueAsync(tooLong);

        await visit.Source.FillAsync(links);
        await visit.Watch.ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Status, new() { Name = "What became of the links" })).ToHaveTextAsync("1000 accepted", new() { Timeout = 60_000 });
        await Expect(visit.Page.Locator("[data-too-long]")).ToBeHiddenAsync();
        await visit.AssertNotReloadedAsync();
        Assert.Equal(1000, await CancelThemAsync("thousand"));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("tr")]
    public async Task Everybody_can_use_cards_table_and_selection(string language)
    {
        await using var hand = await live.WorkAsync();
        await CancelledAsync(hand, $"access-{language}-cancelled");
        var job = await hand.SubmitAndClaimAsync($"access-{language}-runs", language);
        await hand.MakeAsync(job, 0, 3);
        await Live.App.SubmitAsync($"access-{language}-runs", language == "en" ? "tr" : "en");
        var visit = await VisitAsync("/", options: new() { Locale = language, ReducedMotion = ReducedMotion.Reduce });

        foreach (var (path, face) in new[] { ("/?view=cards", "cards"), ("/?view=table", "table"), ("/?state=failed&language=de", "none") })
        {
            await visit.GoAsync(path);
            await visit.MarkAsync();
            await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", language);
            if (face != "none")
            {
                await visit.Page.Locator(".shelf-all input").CheckAsync();
                await Expect(visit.Page.Locator(".bulk")).ToBeVisibleAsync();
            }

            await visit.AssertAccessibleAsync($"library-{language}-{face}");
            await visit.AssertFitsAsync($"library-{language}-{face}");
        }

        await visit.GoAsync("/?view=cards");
        await visit.MarkAsync();
        await visit.Page.Locator("form.submit textarea").FillAsync($"nothing like it\naccess-{language}-runs\naccess-{language}-more\naccess-{language}-more");
        await visit.Page.Locator("form.submit button").ClickAsync();
        await Expect(visit.Page.Locator(".links-report li").First).ToBeVisibleAsync();
        await visit.AssertAccessibleAsync($"library-{language}-links");
        await visit.AssertFitsAsync($"library-{language}-links");
    }

    private static ILocator Item(Visit visit, string title) => visit.Page.GetByRole(AriaRole.Article, new() { Name = title, Exact = true });

    private static async Task CancelledAsync(Fixtures.PipelineHost hand, string id) =>
        await hand.Jobs.ConfirmCancelledAsync(await hand.SubmitAndClaimAsync(id), CancellationToken.None);

    // Or every later test that claims by hand would first have to let go of a thousand jobs.
    private async Task<int> CancelThemAsync(string prefix)
    {
        await using var hand = await live.WorkAsync();
        var waiting = (await hand.Store.GetWaitingAsync(2000, CancellationToken.None)).Where(key => key.VideoId.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        foreach (var key in waiting)
            await hand.Submissions.CancelAsync(key, CancellationToken.None);
        return waiting.Count;
    }
}
