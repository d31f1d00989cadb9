using Microsoft.Playwright;
using Pipeline.Status;
using Tests.E2E.Browsers;
using Tests.E2E.Stack;
using Tests.E2E.Visits;
using Tests.Fixtures;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Tests.E2E;

/// <summary>From any page to the moment at which something was said, by keyboard; and what completes meanwhile is found.</summary>
[Collection<HandCollection>]
public sealed class SearchTests(BrowserFixture browser, HandFixture live) : VisitTest(browser, live)
{
    protected override SimulatorSettings? Simulator => null;

    [Fact]
    public async Task A_person_searches_by_keyboard_watches_a_result_arrive_and_jumps_to_its_moment()
    {
        await using var hand = await live.WorkAsync();
        await CompleteAsync(hand, "search-older");
        var visit = await VisitAsync("/");
        await visit.MarkAsync();
        var (keys, results) = (visit.Page.Keyboard, visit.Page.GetByRole(AriaRole.Article));

        await keys.PressAsync("s");
        await Expect(visit.Page.GetByRole(AriaRole.Searchbox)).ToBeFocusedAsync();
        await keys.TypeAsync("zebra-WORD 77");
        await keys.PressAsync("Enter");
        await Expect(visit.Page.GetByText("Nothing found for “zebra-WORD 77”")).ToBeVisibleAsync();

        await CompleteAsync(hand, "search-newer", "The zebra word, 77 of them.");
        await Expect(results).ToHaveCountAsync(1, new() { Timeout = Promptly });
        await Expect(visit.Page.GetByRole(AriaRole.Status, new() { Name = "How many were found" })).ToHaveTextAsync("1 result");
        await Expect(results.Locator("mark").First).ToHaveTextAsync("zebra word");

        await results.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(visit.Page.Locator(".segment.is-sought")).ToContainTextAsync("The zebra word, 77 of them.");
        await Expect(visit.Transcript.Region.Locator("mark")).ToHaveTextAsync(["zebra word", "77"]);
        await visit.Page.GoBackAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Searchbox)).ToHaveValueAsync("zebra-WORD 77");
        await Expect(results).ToHaveCountAsync(1);
        await visit.AssertNotReloadedAsync();
    }

    [Theory]
    [InlineData(1280, 800)]
    [InlineData(390, 844)]
    public async Task Words_that_a_summary_says_are_found_marked_and_in_view_also_where_it_was_folded(int width, int height)
    {
        await using var hand = await live.WorkAsync();
        var (id, word) = ($"search-summary-{width}", $"okapi{width}");
        await CompleteAsync(hand, id);
        var paragraphs = Enumerable.Range(1, 200).Select(number => number == 150 ? $"Here the {word} is named." : $"Paragraph {number} of a summary that goes on and on.");
        await hand.Jobs.CompleteAsync(await hand.ClaimAsync(id), string.Join('\n', paragraphs), CancellationToken.None);
        var visit = await VisitAsync($"/search?q={word}", options: new() { ViewportSize = new() { Width = width, Height = height } });
        await visit.MarkAsync();

        await visit.Page.GetByRole(AriaRole.Article).GetByRole(AriaRole.Link).ClickAsync();

        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($@"/videos/{id}\?language=en&q={word}$"));
        var found = visit.Summary.Region.Locator("mark");
        await Expect(found).ToHaveTextAsync(word);
        await Expect(visit.Summary.Region.GetByRole(AriaRole.Button, new() { Name = "Show less" })).ToHaveAttributeAsync("aria-expanded", "true");
        await Wait.For(() => found.EvaluateAsync<bool>(IsSeen), "the word to be seen");
        await visit.AssertNotReloadedAsync();
        if (width > 860)
            await visit.AssertAccessibleAsync("summary-found");

        // Who has read on, and loads the page again, is where he was.
        await visit.Page.EvaluateAsync("scrollTo(0, 0)");
        await visit.Page.ReloadAsync();
        await visit.MarkAsync();
        await Expect(found).ToHaveTextAsync(word);
        Assert.Equal(0, await visit.Page.EvaluateAsync<double>("scrollY"));
    }

    [Fact]
    public async Task Form_works_without_a_script()
    {
        await using var hand = await live.WorkAsync();
        await CompleteAsync(hand, "search-plain", "A quagga in the rain.");
        var visit = await VisitAsync("/search", options: new() { JavaScriptEnabled = false });

        await visit.Page.GetByRole(AriaRole.Searchbox).FillAsync("quagga");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();

        await Expect(visit.Page.GetByRole(AriaRole.Article)).ToContainTextAsync("A quagga in the rain.");
    }

    // Neither outside of the window nor under what sticks to its edges.
    private const string IsSeen = """
        found => {
          const { left, top, width, height } = found.getBoundingClientRect();
          return found === document.elementFromPoint(left + width / 2, top + height / 2);
        }
        """;

    private static async Task CompleteAsync(PipelineHost hand, string id, string line = "Nothing of it.")
    {
        var job = await hand.SubmitAndClaimAsync(id);
        await hand.MakeAsync(job, 0, 90);
        await hand.Jobs.ReportAsync(
            job, new Pipeline.Jobs.JobProgress { Progress = 1, Stage = "transcribing", Segments = [new Segment(90, 900, 910, line)] }, CancellationToken.None);
        await hand.Jobs.CompleteAsync(job, line, CancellationToken.None);
    }
}
