using Microsoft.Playwright;
using Tests.E2E.Browsers;
using Tests.E2E.Stack;
using Tests.E2E.Visits;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Tests.E2E;

/// <summary>The pages speak the language of whoever reads them, also in what arrives live.</summary>
[Collection<HandCollection>]
public sealed class LanguageTests(BrowserFixture browser, HandFixture live) : VisitTest(browser, live)
{
    protected override SimulatorSettings? Simulator => null;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Browser_that_asks_for_turkish_gets_it_and_so_does_what_arrives_later()
    {
        await using var hand = await live.WorkAsync();
        var visit = await VisitAsync("/videos/turkish-page", options: new() { Locale = "tr-TR" });
        await Expect(visit.Heading).ToHaveTextAsync("Bu videoyu henüz kimse göndermedi");
        await visit.MarkAsync();

        var job = await hand.SubmitAndClaimAsync("turkish-page", "tr");
        await hand.MakeAsync(job, 0, 2);

        var pane = new Pane(visit.Page, "Metin");
        await Expect(pane.Region).ToContainTextAsync("Yazıya dökülüyor %50", new() { Timeout = Promptly });
        // What the page says by itself, when nobody can tell it anything.
        await visit.Page.EvaluateAsync("document.documentElement.toggleAttribute('data-disconnected', true)");
        Assert.Equal("\" · güncellemeler durdu\"", await visit.Page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.transcript .status-words'), '::after').content"));
        await visit.Page.EvaluateAsync("document.documentElement.toggleAttribute('data-disconnected', false)");
        await hand.Jobs.CompleteAsync(job, "Hepsi", CancellationToken.None);
        await Expect(pane.Region).ToContainTextAsync("Tamamlandı", new() { Timeout = Promptly });
        await visit.AssertSameDocumentAsync();
    }

    [Fact]
    public async Task Choice_outweighs_the_browser_and_is_remembered_and_leads_back_to_the_page()
    {
        var visit = await VisitAsync("/videos/chosen?language=tr", options: new() { Locale = "en-US" });
        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await visit.MarkAsync();

        await visit.Page.GetByRole(AriaRole.Banner).GetByRole(AriaRole.Link, new() { Name = "Türkçe" }).ClickAsync();

        await Expect(visit.Heading).ToHaveTextAsync("Bu videoyu henüz kimse göndermedi");
        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(@"/videos/chosen\?language=tr$"));
        await visit.GoAsync("/");
        await Expect(visit.Heading).ToHaveTextAsync("Bir videonun yazıya dönüşünü izleyin");
        await visit.Page.GetByRole(AriaRole.Banner).GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        await Expect(visit.Heading).ToHaveTextAsync("Watch a video become text");
    }

    [Theory]
    [InlineData("//example.org/")]
    [InlineData("https://example.org/")]
    [InlineData("/\\example.org")]
    public async Task Choosing_a_language_leads_nowhere_but_back(string back)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Live.App.Address };

        using var answer = await client.GetAsync($"/language/tr?back={Uri.EscapeDataString(back)}", Cancel);

        Assert.Equal("/", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Programs_get_the_same_whatever_language_they_ask_for()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/videos/unknown-one");
        request.Headers.AcceptLanguage.ParseAdd("tr");
        using var answer = await Live.App.Client.SendAsync(request, Cancel);
        using var plain = await Live.App.Client.GetAsync("/api/videos/unknown-one", Cancel);

        Assert.Equal(
            (await plain.Content.ReadAsStringAsync(Cancel)).Split("\"traceId\"")[0], (await answer.Content.ReadAsStringAsync(Cancel)).Split("\"traceId\"")[0]);
    }
}
