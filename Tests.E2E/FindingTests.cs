using Microsoft.Playwright;
using Tests.E2E.Browsers;
using Tests.E2E.Stack;
using Tests.E2E.Visits;
using Tests.Fixtures;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Tests.E2E;

/// <summary>Looking for something in one transcript: what is found is seen, a moment has an address, a line can be taken along.</summary>
[Collection<HandCollection>]
public sealed class FindingTests(BrowserFixture browser, HandFixture live) : VisitTest(browser, live)
{
    protected override SimulatorSettings? Simulator => null;

    [Fact]
    public async Task Words_are_found_wherever_they_are_and_a_moment_has_an_address()
    {
        await using var hand = await live.WorkAsync();
        var job = await hand.SubmitAndClaimAsync("sought");
        await hand.MakeAsync(job, 0, 3000, index => index is 7 or 1500 or 2900 ? $"Here is the needle of line {index}." : $"Hay, line {index}.");
        var visit = await VisitAsync("/videos/sought?t=5400"); // line 1500, of 3.6 seconds each
        await Expect(visit.Line(1500)).ToBeInViewportAsync();

        var find = visit.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search in the transcript" });
        var count = visit.Page.GetByRole(AriaRole.Status, new() { Name = "Found" });
        await find.FillAsync("NEEDLE");
        await Expect(count).ToHaveTextAsync("1 of 3");
        await Expect(visit.Line(7)).ToBeInViewportAsync();
        await Expect(visit.Line(7).Locator("mark")).ToHaveTextAsync("needle");
        await find.PressAsync("Enter");
        await Expect(count).ToHaveTextAsync("2 of 3");
        await Expect(visit.Line(1500)).ToBeInViewportAsync();
        await find.PressAsync("Shift+Enter");
        await find.PressAsync("Shift+Enter");
        await Expect(count).ToHaveTextAsync("3 of 3");
        await Expect(visit.Line(2900)).ToBeInViewportAsync();

        // What is made meanwhile is found as well, and moves nobody.
        await hand.MakeAsync(job, 3000, 1, _ => "One more needle.");
        await Expect(count).ToHaveTextAsync("3 of 4", new() { Timeout = Promptly });
        await Expect(visit.Line(2900)).ToBeInViewportAsync();

        await visit.Line(2900).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(@"/videos/sought\?t=10440$"));
        await visit.Page.ReloadAsync();
        await Expect(visit.Line(2900)).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Line_that_a_reader_jumps_to_is_not_covered_by_the_head_of_the_pane()
    {
        await using var hand = await live.WorkAsync();
        var job = await hand.SubmitAndClaimAsync("covered");
        await hand.MakeAsync(job, 0, 200, index => $"Number {index + 1:000} of them.");
        await hand.Jobs.CompleteAsync(job, "All of it", CancellationToken.None);
        var visit = await VisitAsync("/videos/covered");
        await visit.MarkAsync();
        await Expect(visit.Line(0)).ToBeInViewportAsync();
        // The first line stands under the head now, of which it would show nothing.
        await visit.Page.EvaluateAsync("scrollBy(0, document.querySelector('.segment').getBoundingClientRect().top - document.querySelector('.transcript .pane-top').getBoundingClientRect().height)");
        Assert.True(await IsCoveredAsync(visit, 0));

        await visit.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search in the transcript" }).FillAsync("number 001");

        await Expect(visit.Line(0).Locator("mark")).ToHaveTextAsync("Number 001");
        await Wait.For(async () => !await IsCoveredAsync(visit, 0), "the first line to be seen");
    }

    [Fact]
    public async Task Line_is_copied_with_its_time()
    {
        await using var hand = await live.WorkAsync();
        var job = await hand.SubmitAndClaimAsync("copied");
        await hand.MakeAsync(job, 0, 30);
        var visit = await VisitAsync("/videos/copied", options: new() { Permissions = ["clipboard-read", "clipboard-write"] });
        await visit.MarkAsync();

        await visit.Line(23).HoverAsync();
        await visit.Transcript.Region.GetByRole(AriaRole.Button, new() { Name = "Copy the line at 1:22" }).ClickAsync();

        await Wait.For(
            async () => await visit.Page.EvaluateAsync<string>("navigator.clipboard.readText()") == "[1:22] This is what was said in line 23.", "the line in the clipboard");
        await Expect(visit.Transcript.Region.GetByText("The line was copied")).ToHaveCountAsync(1);
    }

    private static Task<bool> IsCoveredAsync(Visit visit, int index) => visit.Line(index).EvaluateAsync<bool>(
        "line => line.getBoundingClientRect().top < document.querySelector('.transcript .pane-top').getBoundingClientRect().bottom");
}
