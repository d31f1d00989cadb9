using Microsoft.Playwright;
using Tests.E2E.Browsers;
using Tests.E2E.Stack;
using Tests.E2E.Visits;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Tests.E2E;

/// <summary>Every page is reached by every screen's bar.</summary>
[Collection<HandCollection>]
public sealed class NavigationTests(BrowserFixture browser, HandFixture live) : VisitTest(browser, live)
{
    private const float Thumb = 44; // CSS pixels

    protected override SimulatorSettings? Simulator => null;

    [Theory]
    [InlineData(1280, "en", "Videos Search Webhooks Diagnostics")]
    [InlineData(1280, "tr", "Videolar Ara Web kancaları Tanılama")]
    [InlineData(801, "tr", "Videolar Ara Web kancaları Tanılama")]
    public async Task Where_there_is_room_all_pages_stand_in_the_bar(int width, string language, string pages)
    {
        var visit = await VisitAsync("/webhooks", options: new() { Locale = language, ViewportSize = new() { Width = width, Height = 800 } });
        await visit.MarkAsync();

        await Expect(Bar(visit).GetByRole(AriaRole.Button, new() { Name = language == "en" ? "Menu" : "Menü" })).ToBeHiddenAsync();
        foreach (var link in await Bar(visit).GetByRole(AriaRole.Link).AllAsync())
            await Expect(link).ToBeInViewportAsync(new() { Ratio = 1 });
        Assert.StartsWith(pages, string.Join(' ', await Bar(visit).GetByRole(AriaRole.Link).AllInnerTextsAsync()), StringComparison.Ordinal);
        await Expect(Bar(visit).Locator("a[aria-current=page]")).ToHaveAttributeAsync("href", "/webhooks");
        Assert.True(await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page scrolls sideways.");
    }

    [Theory]
    [InlineData(390, "en", "Menu")]
    [InlineData(390, "tr", "Menü")]
    [InlineData(320, "en", "Menu")]
    [InlineData(320, "tr", "Menü")]
    public async Task A_phone_has_the_others_behind_a_button_and_all_are_as_large_as_a_thumb(int width, string language, string menu)
    {
        var visit = await VisitAsync("/", options: new() { Locale = language, ViewportSize = new() { Width = width, Height = 700 } });
        await visit.MarkAsync();
        var webhooks = Bar(visit).Locator("a[href='/webhooks']");
        await Expect(webhooks).ToBeHiddenAsync();

        await Bar(visit).GetByRole(AriaRole.Button, new() { Name = menu }).ClickAsync();

        await Expect(webhooks).ToBeInViewportAsync(new() { Ratio = 1 });
        await Expect(Bar(visit).Locator("a[href='/diagnostics']")).ToBeInViewportAsync(new() { Ratio = 1 });
        foreach (var target in await visit.Page.Locator("header :is(a, button):visible").AllAsync())
        {
            var box = (await target.BoundingBoxAsync())!;
            Assert.True(box.Width >= Thumb && box.Height >= Thumb, $"{await target.EvaluateAsync<string>("target => target.outerHTML")} is {box.Width} × {box.Height}.");
            Assert.InRange(box.X, 0, width - box.Width);
        }

        await webhooks.ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/webhooks$"));
        await Expect(webhooks).ToBeHiddenAsync();
        await visit.AssertNotReloadedAsync();
    }

    private static ILocator Bar(Visit visit) => visit.Page.GetByRole(AriaRole.Navigation).First;
}
