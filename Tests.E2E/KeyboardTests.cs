using Microsoft.Playwright;
using Pipeline.Status;
using Tests.E2E.Browsers;
using Tests.E2E.Stack;
using Tests.E2E.Visits;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Tests.E2E;

/// <summary>Everything that can be done can be done without a mouse.</summary>
[Collection<HandCollection>]
public sealed class KeyboardTests(BrowserFixture browser, HandFixture live) : VisitTest(browser, live)
{
    protected override SimulatorSettings? Simulator => null;

    [Fact]
    public async Task A_person_submits_follows_searches_cancels_and_retries_by_keyboard_alone()
    {
        await using var hand = await live.WorkAsync();
        var visit = await VisitAsync("/");
        await visit.MarkAsync();
        var keys = visit.Page.Keyboard;

        await keys.PressAsync("/");
        await Expect(visit.Source).ToBeFocusedAsync();
        await keys.TypeAsync("by-keyboard");
        await keys.PressAsync("Enter");
        await Expect(visit.Transcript.Region).ToBeVisibleAsync();

        var job = await hand.ClaimAsync("by-keyboard");
        await hand.MakeAsync(job, 0, 20);
        await Expect(visit.Transcript.Lines).ToHaveCountAsync(20);
        await keys.PressAsync("/");
        await Expect(visit.Page.GetByRole(AriaRole.Searchbox)).ToBeFocusedAsync();
        await keys.TypeAsync("line 1");
        await Expect(visit.Page.GetByRole(AriaRole.Status, new() { Name = "Found" })).ToHaveTextAsync("1 of 11");
        await keys.PressAsync("Enter");
        await Expect(visit.Page.GetByRole(AriaRole.Status, new() { Name = "Found" })).ToHaveTextAsync("2 of 11");
        // What arrives takes nobody's focus away.
        await hand.MakeAsync(job, 20, 1);
        await Expect(visit.Transcript.Lines).ToHaveCountAsync(21);
        await Expect(visit.Page.GetByRole(AriaRole.Searchbox)).ToBeFocusedAsync();
        await keys.PressAsync("Escape");
        await Expect(visit.Page.GetByRole(AriaRole.Status, new() { Name = "Found" })).ToBeEmptyAsync();

        await keys.PressAsync("Tab"); // out of the box, where letters are text
        await keys.PressAsync("x");
        await Expect(visit.Transcript.Region).ToContainTextAsync("Cancelling…");
        Assert.Equal(Pipeline.Jobs.LeaseState.CancelRequested, await hand.Jobs.RenewAsync(job, CancellationToken.None));
        await hand.Jobs.ConfirmCancelledAsync(job, CancellationToken.None);
        await Expect(visit.Transcript.StartAgain).ToBeVisibleAsync();
        await keys.PressAsync("r");
        await Expect(visit.Transcript.Region).ToContainTextAsync("Waiting for a worker");

        var again = await hand.ClaimAsync("by-keyboard");
        await hand.Jobs.FailAsync(again, new StatusError("broken", "It broke.", Retryable: true), CancellationToken.None);
        await Expect(visit.Transcript.Retry).ToBeVisibleAsync();
        await keys.PressAsync("r");
        await Expect(visit.Transcript.Region).ToContainTextAsync("Waiting for a worker");
        await keys.PressAsync("l");
        await Expect(visit.Source).ToBeVisibleAsync();
        await visit.AssertNotReloadedAsync();
    }

    [Fact]
    public async Task Sheet_tells_the_shortcuts_and_can_switch_them_off()
    {
        var visit = await VisitAsync("/");
        await visit.MarkAsync();
        var sheet = visit.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" });
        await Expect(sheet).ToBeHiddenAsync();

        await visit.Page.Keyboard.PressAsync("?");
        await Expect(sheet).ToBeVisibleAsync();
        await Expect(sheet).ToContainTextAsync("Retry what failed");
        await sheet.GetByRole(AriaRole.Checkbox).FocusAsync();
        await visit.Page.Keyboard.PressAsync("Space");
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(sheet).ToBeHiddenAsync();

        await visit.Page.ReloadAsync();
        await visit.MarkAsync();
        await visit.Page.Keyboard.PressAsync("/");
        await Expect(visit.Source).Not.ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("?");
        await Expect(sheet).ToBeVisibleAsync();
        await Expect(sheet.GetByRole(AriaRole.Checkbox)).Not.ToBeCheckedAsync();
    }

    [Fact]
    public async Task First_stop_leads_past_the_bar_and_every_stop_shows_where_it_is()
    {
        await Live.App.SubmitAsync("stops");
        var visit = await VisitAsync("/videos/stops");
        await visit.MarkAsync();
        await visit.Page.EvaluateAsync("document.body.tabIndex = -1; document.body.focus()"); // where a person begins who has just come
        var stops = new List<string>();
        while (true)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            if (await visit.Page.EvaluateAsync<bool>("document.activeElement === document.body"))
                break; // round the page once
            var (name, ring) = (await visit.Page.EvaluateAsync<string>("document.activeElement.ariaLabel || document.activeElement.textContent.trim()"),
                await visit.Page.EvaluateAsync<bool>("getComputedStyle(document.activeElement).outlineStyle !== 'none' || document.activeElement.closest('.submit-row') !== null"));
            Assert.True(ring, $"'{name}' has the focus and does not show it.");
            stops.Add(name);
        }

        Assert.Equal("Skip to the content", stops[0]);
        Assert.Contains("Cancel transcript", stops);
    }
}
