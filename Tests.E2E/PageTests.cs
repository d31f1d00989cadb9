using Microsoft.Playwright;
using Tests.E2E.Browsers;
using Tests.E2E.Stack;
using Tests.E2E.Visits;
using Tests.Fixtures;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Tests.E2E;

[Collection<LiveCollection>]
public sealed class PageTests(BrowserFixture browser, LiveFixture live) : VisitTest(browser, live)
{
    private const string Theme = "document.documentElement.dataset.theme";

    [Fact]
    public async Task The_language_stands_in_the_address_and_outlives_a_reload()
    {
        var visit = await VisitAsync("/");
        await visit.Source.FillAsync("in-turkish");
        await visit.Language.SelectOptionAsync("tr");
        await visit.Watch.ClickAsync();

        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(@"/videos/in-turkish\?language=tr$"));
        await Expect(visit.Transcript.Region).ToBeVisibleAsync();
        await Expect(visit.Main.GetByText("Türkçe")).ToBeVisibleAsync();
        await Live.App.WaitForStateAsync("in-turkish", "transcript", "completed");
        var first = (await Live.App.ReadLinesAsync("in-turkish"))[0];
        await Expect(visit.Transcript.Lines.First).ToContainTextAsync(first);

        await visit.Page.ReloadAsync();

        await Expect(visit.Transcript.Lines.First).ToContainTextAsync(first);
        await visit.GoAsync("/videos/in-turkish?language=en");
        await Expect(visit.Heading).ToHaveTextAsync("Nobody has asked for this video in English yet");
        await Expect(visit.Page.GetByText(first)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_theme_follows_the_system_until_a_person_chooses_and_is_then_remembered()
    {
        var visit = await VisitAsync("/", options: new() { ColorScheme = ColorScheme.Dark });
        Assert.Equal("dark", await visit.Page.EvaluateAsync<string>(Theme));
        var dark = await BackgroundAsync(visit);

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Switch between light and dark" }).ClickAsync();

        Assert.Equal("light", await visit.Page.EvaluateAsync<string>(Theme));
        Assert.NotEqual(dark, await BackgroundAsync(visit));
        await visit.Page.ReloadAsync();
        Assert.Equal("light", await visit.Page.EvaluateAsync<string>(Theme));
        await visit.GoAsync("/diagnostics");
        Assert.Equal("light", await visit.Page.EvaluateAsync<string>(Theme));
    }

    [Fact]
    public async Task On_a_phone_no_page_scrolls_sideways()
    {
        await Live.App.SubmitAsync("on-a-phone");
        await Live.App.SubmitAsync(new string('w', 64)); // the longest id, which is also its title at first
        await Live.App.WaitForStateAsync("on-a-phone", "summary", "completed");
        var visit = await VisitAsync("/", options: new() { ViewportSize = new() { Width = 390, Height = 844 } });

        foreach (var path in new[] { "/", "/videos/on-a-phone", $"/videos/{new string('w', 64)}", "/diagnostics", $"/videos/{new string('m', 64)}", "/nowhere" })
        {
            await visit.GoAsync(path);
            await Expect(visit.Heading).ToBeVisibleAsync();
            var (needed, there) = (await MeasureAsync(visit, "scrollWidth"), await MeasureAsync(visit, "clientWidth"));
            Assert.True(needed <= there, $"{path} needs {needed} of {there} pixels.");
        }
    }

    [Fact]
    public async Task No_page_logs_an_error_or_asks_anything_of_another_origin()
    {
        await Live.App.SubmitAsync("quiet-page");
        await Live.App.WaitForStateAsync("quiet-page", "summary", "completed");
        var visit = await VisitAsync("/");
        foreach (var path in new[] { "/", "/videos/quiet-page", "/videos/quiet-page?language=tr", "/diagnostics", "/nowhere" })
        {
            await visit.GoAsync(path);
            await visit.WaitUntilIdleAsync();
        }

        Assert.Empty(visit.Errors);
        Assert.Empty(visit.ForeignRequests);
        // What keeps watch is awake: an error, a request to elsewhere, and one that the page's policy refuses would have been seen.
        await using var noisy = await Visit.OpenAsync(visit.Page.Context.Browser!, Live.App.Address);
        await noisy.GoAsync("/nowhere");
        await noisy.Page.EvaluateAsync("fetch('http://localhost:1/').catch(() => {})");
        await Wait.For(() => noisy.Errors.Any(error => error.StartsWith("content security policy: connect-src", StringComparison.Ordinal)), "the refusal to be seen");
        await noisy.Page.EvaluateAsync("fetch('/api/videos/not-there')");
        await noisy.Page.RouteAsync("http://localhost:1/", route => route.FulfillAsync(new() { Body = "elsewhere" }));
        await noisy.Page.GotoAsync("http://localhost:1/");
        await Wait.For(() => noisy.Errors.Any(error => error.Contains("404", StringComparison.Ordinal)) && noisy.ForeignRequests.Count > 0, "the error and the request to be seen");
    }

    [Fact]
    public async Task Diagnostics_sends_a_message_through_redis_and_back()
    {
        var visit = await VisitAsync("/diagnostics");
        await visit.MarkAsync();
        var result = visit.Page.GetByRole(AriaRole.Status, new() { Name = "Round trip result" });
        await Expect(result).ToBeEmptyAsync();

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Run a round trip" }).ClickAsync();

        await Expect(result).ToContainTextAsync("Heard after");
        await visit.AssertSameDocumentAsync();
    }

    private static Task<string> BackgroundAsync(Visit visit) => visit.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");

    private static Task<int> MeasureAsync(Visit visit, string width) => visit.Page.EvaluateAsync<int>($"document.documentElement.{width}");
}
