using Microsoft.Playwright;
using Pipeline.Status;
using Tests.E2E.Browsers;
using Tests.E2E.Stack;
using Tests.E2E.Visits;
using Tests.Fixtures;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Tests.E2E;

/// <summary>Who looks at something else is told how his video ended, and by nothing that his eye already sees.</summary>
[Collection<HandCollection>]
public sealed class ElsewhereTests(BrowserFixture browser, HandFixture live) : VisitTest(browser, live)
{
    protected override SimulatorSettings? Simulator => null;

    [Fact]
    public async Task A_toast_says_how_a_video_ended_that_was_opened_and_left()
    {
        await using var hand = await live.WorkAsync();
        var job = await hand.SubmitAndClaimAsync("left-behind");
        var other = await hand.SubmitAndClaimAsync("never-opened");
        var visit = await VisitAsync("/videos/left-behind");
        await visit.MarkAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Diagnostics" }).ClickAsync();
        await Expect(visit.Heading).ToHaveTextAsync("Diagnostics");

        await hand.Jobs.CompleteAsync(other, "A stranger's", CancellationToken.None);
        await hand.Jobs.FailAsync(job, new StatusError("broken", "It broke.", Retryable: true), CancellationToken.None);

        var toast = visit.Page.GetByText("left-behind · Transcript: Failed");
        await Expect(toast).ToBeVisibleAsync(new() { Timeout = Promptly });
        await Expect(visit.Page.GetByText("never-opened · Transcript")).ToHaveCountAsync(0);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Open" }).ClickAsync();
        await Expect(visit.Transcript.Retry).ToBeVisibleAsync();
        await visit.AssertNotReloadedAsync();
    }

    [Fact]
    public async Task The_tab_shows_the_state_and_no_toast_says_what_the_page_shows()
    {
        await using var hand = await live.WorkAsync();
        var job = await hand.SubmitAndClaimAsync("in-the-tab");
        var visit = await VisitAsync("/videos/in-the-tab");
        await visit.MarkAsync();
        await Expect(visit.Page).ToHaveTitleAsync("… · in-the-tab · Live");
        await Expect(Icon(visit)).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex("favicon-running"));

        await hand.Jobs.FailAsync(job, new StatusError("broken", "It broke.", Retryable: true), CancellationToken.None);

        await Expect(visit.Page).ToHaveTitleAsync("Failed · in-the-tab · Live", new() { Timeout = Promptly });
        await Expect(Icon(visit)).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex("favicon-failed"));
        await Expect(visit.Page.GetByText("in-the-tab · Transcript")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_browser_tells_who_asked_for_it_and_looks_at_something_else()
    {
        await using var hand = await live.WorkAsync();
        var job = await hand.SubmitAndClaimAsync("tell-me");
        var visit = await VisitAsync("/videos/tell-me", Live.App.Address, prepare: page => page.AddInitScriptAsync(Notices));
        await visit.MarkAsync();
        var wanted = visit.Page.GetByRole(AriaRole.Button, new() { Name = "Tell me when it is done" });
        await Expect(wanted).ToHaveAttributeAsync("aria-pressed", "false");
        await wanted.ClickAsync();
        await Expect(wanted).ToHaveAttributeAsync("aria-pressed", "true");
        await visit.Page.EvaluateAsync("isAway = true");

        await hand.Jobs.FailAsync(job, new StatusError("broken", "It broke.", Retryable: true), CancellationToken.None);

        await Wait.For(async () => await visit.Page.EvaluateAsync<int>("told.length") == 1, "the notice");
        Assert.Contains("tell-me", await visit.Page.EvaluateAsync<string>("told[0]"), StringComparison.Ordinal);
    }

    // A browser without a desktop shows nothing, so what it would show is written down; and a window of a test is always seen.
    private const string Notices = """
        window.told = [];
        window.isAway = false;
        window.Notification = class extends EventTarget {
          static permission = "granted";
          static requestPermission = async () => "granted";
          constructor(words) { super(); told.push(words); }
        };
        Object.defineProperty(document, "visibilityState", { get: () => (isAway ? "hidden" : "visible") });
        """;

    private static ILocator Icon(Visit visit) => visit.Page.Locator("link[rel=icon]");
}
