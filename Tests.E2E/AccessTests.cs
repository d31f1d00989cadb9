using Microsoft.Playwright;
using Pipeline.Status;
using Tests.E2E.Browsers;
using Tests.E2E.Stack;
using Tests.E2E.Visits;
using Tests.Fixtures;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Tests.E2E;

/// <summary>Every face of every page, held to what everybody needs: light and dark, narrow and large, in both languages. Those of trouble are looked at where the trouble is made.</summary>
[Collection<HandCollection>]
public sealed class AccessTests(BrowserFixture browser, HandFixture live) : VisitTest(browser, live)
{
    protected override SimulatorSettings? Simulator => null;

    [Theory]
    [InlineData("en")]
    [InlineData("tr")]
    public async Task Every_face_of_every_page_can_be_used_by_everybody(string language)
    {
        await using var hand = await live.WorkAsync();
        var paths = await MakeFacesAsync(hand, $"face-{language}");
        var visit = await VisitAsync("/", options: new() { Locale = language, ReducedMotion = ReducedMotion.Reduce });

        foreach (var path in paths)
        {
            await visit.GoAsync(path);
            await visit.MarkAsync();
            await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", language);
            var face = $"{language}{path.Replace('/', '-').Replace('?', '-')}";
            await visit.AssertAccessibleAsync(face);
            await visit.AssertFitsAsync(face);
        }

        await visit.GoAsync($"/videos/face-{language}-completed");
        await visit.MarkAsync();
        foreach (var disclosure in await visit.Page.Locator("details > summary").AllAsync())
            await disclosure.ClickAsync();
        await Expect(visit.Page.Locator("a[download]:visible")).ToHaveCountAsync(8);
        await visit.AssertAccessibleAsync($"{language}-downloads");
        await visit.AssertFitsAsync($"{language}-downloads");

        await visit.GoAsync(paths[1]);
        await visit.MarkAsync();
        await visit.Page.Keyboard.PressAsync("?");
        await Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await visit.AssertAccessibleAsync($"{language}-shortcuts");
        await visit.AssertFitsAsync($"{language}-shortcuts");
    }

    private static async Task<IReadOnlyList<string>> MakeFacesAsync(PipelineHost hand, string prefix)
    {
        var failed = await hand.SubmitAndClaimAsync($"{prefix}-failed");
        await hand.MakeAsync(failed, 0, 5);
        await hand.Jobs.FailAsync(failed, new StatusError("broken", "A part of the sound could not be decoded.", Retryable: true), CancellationToken.None);
        var completed = await hand.SubmitAndClaimAsync($"{prefix}-completed");
        await hand.MakeAsync(completed, 0, 120);
        await hand.Jobs.CompleteAsync(completed, "All of it", CancellationToken.None);
        var summary = await hand.ClaimAsync($"{prefix}-completed");
        await hand.Jobs.CompleteAsync(summary, "In short.\nAnd a little longer.", CancellationToken.None);
        var running = await hand.SubmitAndClaimAsync($"{prefix}-running");
        await hand.MakeAsync(running, 0, 8);
        var cancelled = await hand.SubmitAndClaimAsync($"{prefix}-cancelled");
        await hand.Jobs.ConfirmCancelledAsync(cancelled, CancellationToken.None);
        await hand.Submissions.SubmitAsync(new VideoSource($"{prefix}-waiting", Link: null), "en", title: null, CancellationToken.None);
        return
        [
            "/", $"/videos/{prefix}-running", $"/videos/{prefix}-completed", $"/videos/{prefix}-failed", $"/videos/{prefix}-cancelled", $"/videos/{prefix}-waiting",
            $"/videos/{prefix}-nobody", $"/videos/{prefix}-running?language=tr", "/videos/bad.id", "/search", "/search?q=line", "/search?q=nowhere", "/webhooks", "/diagnostics", "/nowhere",
        ];
    }
}
