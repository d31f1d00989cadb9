using Microsoft.Playwright;
using Tests.E2E.Browsers;
using Tests.E2E.Stack;
using Tests.E2E.Visits;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Tests.E2E;

/// <summary>From the first address to an answer that appears by itself. This Live may not send to its own machine, and says so.</summary>
[Collection<HandCollection>]
public sealed class WebhookTests(BrowserFixture browser, HandFixture live) : VisitTest(browser, live)
{
    protected override SimulatorSettings? Simulator => null;

    [Theory]
    [InlineData("en", "Add webhook", "Send a test", "Remove", "Remove it", "nothing is sent to that address")]
    [InlineData("tr", "Ekle", "Deneme gönder", "Kaldır", "Evet, kaldır", "o adrese hiçbir şey gönderilmez")]
    public async Task A_person_adds_a_webhook_tests_it_sees_the_answer_and_removes_it(
        string language, string add, string test, string remove, string sure, string answer)
    {
        var visit = await VisitAsync("/webhooks", options: new() { Locale = language });
        await visit.MarkAsync();
        await visit.Page.Locator("input[name=url]").FillAsync($"http://localhost:9/{language}");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = add, Exact = true }).ClickAsync();
        var card = visit.Page.GetByRole(AriaRole.Article, new() { Name = $"http://localhost:9/{language}" });
        await Expect(card.Locator("code")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^whsec_"));

        await card.GetByRole(AriaRole.Button, new() { Name = test, Exact = true }).ClickAsync();
        await Expect(card.Locator(".delivery-outcome")).ToContainTextAsync(answer);
        await visit.AssertAccessibleAsync($"{language}-webhook-answered");
        await visit.AssertFitsAsync($"{language}-webhook-answered");

        await card.GetByRole(AriaRole.Button, new() { Name = remove, Exact = true }).ClickAsync();
        await visit.AssertAccessibleAsync($"{language}-webhook-question");
        await card.GetByRole(AriaRole.Button, new() { Name = sure, Exact = true }).ClickAsync();
        await Expect(card).ToHaveCountAsync(0);
        await visit.AssertNotReloadedAsync();
    }
}
