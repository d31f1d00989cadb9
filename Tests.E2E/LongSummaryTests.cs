using Microsoft.Playwright;
using Tests.E2E.Browsers;
using Tests.E2E.Stack;
using Tests.E2E.Visits;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Tests.E2E;

/// <summary>A summary out of all proportion shows its beginning, and leaves room for the rest of the page.</summary>
[Collection<HandCollection>]
public sealed class LongSummaryTests(BrowserFixture browser, HandFixture live) : VisitTest(browser, live)
{
    protected override SimulatorSettings? Simulator => null;

    [Theory]
    [InlineData(1280, 900)]
    [InlineData(390, 844)]
    public async Task Long_summary_is_folded_until_its_reader_asks_for_all_of_it(int width, int height)
    {
        await using var hand = await live.WorkAsync();
        var id = $"long-summary-{width}";
        var job = await hand.SubmitAndClaimAsync(id);
        await hand.MakeAsync(job, 0, 30);
        await hand.Jobs.CompleteAsync(job, "All of it", CancellationToken.None);
        var summary = await hand.ClaimAsync(id);
        await hand.Jobs.CompleteAsync(summary, string.Join('\n', Enumerable.Range(1, 900).Select(number => $"Paragraph {number} of a summary that goes on and on.")), CancellationToken.None);
        var visit = await VisitAsync($"/videos/{id}", options: new() { ViewportSize = new() { Width = width, Height = height } });
        await visit.MarkAsync();
        var (last, timeline) = (visit.Summary.Region.GetByText("Paragraph 900 "), visit.Page.GetByRole(AriaRole.Region, new() { Name = "Timeline" }));
        var (more, less) = (visit.Summary.Region.GetByRole(AriaRole.Button, new() { Name = "Show all" }), visit.Summary.Region.GetByRole(AriaRole.Button, new() { Name = "Show less" }));
        await Expect(more).ToHaveAttributeAsync("aria-expanded", "false");
        Assert.True((await visit.Summary.Region.BoundingBoxAsync())!.Height < height);
        if (width > 860)
        {
            await Expect(timeline.GetByRole(AriaRole.Heading)).ToBeInViewportAsync();
            await visit.AssertAccessibleAsync("summary-folded");
        }

        await more.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");

        await Expect(less).ToBeFocusedAsync();
        await Expect(less).ToHaveAttributeAsync("aria-expanded", "true");
        await last.ScrollIntoViewIfNeededAsync();
        await Expect(last).ToBeInViewportAsync();
        await Expect(less).ToBeInViewportAsync(); // within reach however far he has read
        if (width > 860)
            await visit.AssertAccessibleAsync("summary-open");

        await visit.Page.Keyboard.PressAsync("Enter");

        await Expect(more).ToBeFocusedAsync();
        await Expect(last).Not.ToBeInViewportAsync();
        await Expect(visit.Summary.Region.GetByRole(AriaRole.Heading)).ToBeInViewportAsync();
        await visit.AssertSameDocumentAsync();
    }
}
