using System.Globalization;
using Microsoft.Playwright;
using Tests.E2E.Browsers;
using Tests.E2E.Stack;
using Tests.E2E.Visits;
using Tests.Fixtures;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Tests.E2E;

/// <summary>Reading, while lines arrive and afterwards: the text stays where the reader has it, however long it is.</summary>
[Collection<HandCollection>]
public sealed class ReadingTests(BrowserFixture browser, HandFixture live) : VisitTest(browser, live)
{
    protected override SimulatorSettings? Simulator => null;

    [Fact]
    public async Task Page_goes_along_with_the_newest_line_until_its_reader_scrolls_away_and_then_offers_what_is_new()
    {
        await using var hand = await live.WorkAsync();
        var job = await hand.SubmitAndClaimAsync("follow-me");
        await hand.MakeAsync(job, 0, 60);
        var visit = await VisitAsync("/videos/follow-me");
        await Expect(Line(visit, 59)).ToBeInViewportAsync();
        await visit.MarkAsync();

        await hand.MakeAsync(job, 60, 3);
        await Expect(Line(visit, 62)).ToBeInViewportAsync(new() { Timeout = Promptly });

        await visit.Page.Mouse.WheelAsync(0, -1500);
        await Expect(Line(visit, 62)).Not.ToBeInViewportAsync();
        var (index, top) = await TopLineAsync(visit);
        await hand.MakeAsync(job, 63, 12);
        var offer = visit.Page.GetByRole(AriaRole.Button, new() { Name = "12 new lines" });
        await Expect(offer).ToBeVisibleAsync(new() { Timeout = Promptly });
        Assert.Equal((index, top), await TopLineAsync(visit));

        await offer.ClickAsync();
        await Expect(Line(visit, 74)).ToBeInViewportAsync();
        await Expect(offer).ToBeHiddenAsync();
        await hand.MakeAsync(job, 75, 1);
        await Expect(Line(visit, 75)).ToBeInViewportAsync(new() { Timeout = Promptly });
        await visit.AssertSameDocumentAsync();
    }

    [Fact]
    public async Task Of_ten_hours_only_the_lines_around_the_reader_are_there_and_he_comes_to_every_other()
    {
        await using var hand = await live.WorkAsync();
        var job = await hand.SubmitAndClaimAsync("ten-hours");
        // Of different heights, because that is what makes it hard.
        await hand.MakeAsync(job, 0, 10_000, index => $"Line {index}." + string.Concat(Enumerable.Repeat(" And so on, as people speak.", index % 7)));
        await hand.Jobs.CompleteAsync(job, new string('x', 400_000), CancellationToken.None);
        var visit = await VisitAsync("/videos/ten-hours");
        await Expect(Line(visit, 0)).ToBeInViewportAsync();
        await Expect(visit.Transcript.Region).ToContainTextAsync("Completed");
        Assert.InRange(await visit.Transcript.Lines.CountAsync(), 50, 300);

        // A long way with the wheel: line after line comes, none is skipped and none moves once it is seen.
        var last = 0;
        for (var turn = 0; turn < 40; turn++)
        {
            await visit.Page.Mouse.WheelAsync(0, 700);
            await Wait.For(async () => (await TopLineAsync(visit)).Index > last, "lines to be where the reader has come to");
            var (index, _) = await TopLineAsync(visit);
            Assert.InRange(index, last + 1, last + 40);
            last = index;
        }

        // And a jump with the scroll bar, to the middle of what was never drawn.
        await visit.Page.EvaluateAsync("scrollTo(0, document.documentElement.scrollHeight / 2)");
        await Wait.For(async () => (await TopLineAsync(visit)).Index is > 4000 and < 6000, "the middle to be shown");
        await visit.Page.EvaluateAsync("scrollTo(0, document.documentElement.scrollHeight)");
        await Expect(Line(visit, 9999)).ToBeInViewportAsync();
        Assert.InRange(await visit.Transcript.Lines.CountAsync(), 50, 300);
    }

    [Fact]
    public async Task Reader_who_jumps_while_lines_are_on_their_way_is_not_fetched_back()
    {
        await using var hand = await live.WorkAsync();
        var job = await hand.SubmitAndClaimAsync("jumped");
        await hand.MakeAsync(job, 0, 10_000);
        await hand.Jobs.CompleteAsync(job, "All of it", CancellationToken.None);
        var visit = await VisitAsync("/videos/jumped");
        await visit.MarkAsync();
        await Expect(Line(visit, 0)).ToBeInViewportAsync();

        // Both before any answer can have come: to the end of what is there, which asks for more, and on to the middle of all.
        await visit.Page.EvaluateAsync("""
            const end = document.querySelector(".segments").getBoundingClientRect().bottom + scrollY;
            for (const place of [end - innerHeight, document.documentElement.scrollHeight / 2]) {
              scrollTo(0, place);
              dispatchEvent(new Event("scroll"));
            }
            """);

        await Wait.For(async () => (await TopLineAsync(visit)).Index is > 4000 and < 6000, "the middle to be shown");
    }

    [Fact]
    public async Task Reader_who_jumps_is_not_fetched_back_by_lines_that_arrive_before_the_window_tells_of_it()
    {
        await using var hand = await live.WorkAsync();
        var job = await hand.SubmitAndClaimAsync("untold");
        await hand.MakeAsync(job, 0, 10_000);
        await hand.Jobs.CompleteAsync(job, "All of it", CancellationToken.None);
        var visit = await VisitAsync("/videos/untold");
        await Expect(Line(visit, 0)).ToBeInViewportAsync();

        // The window tells of it with its next frame; what is changed here is put right before that.
        await visit.Page.EvaluateAsync("""
            scrollTo(0, document.documentElement.scrollHeight / 2);
            const lines = document.querySelector("transcript-lines");
            lines.dataset.count = lines.dataset.count;
            """);

        await Wait.For(async () => (await TopLineAsync(visit)).Index is > 4000 and < 6000, "the middle to be shown");
    }

    [Fact]
    public async Task Words_are_found_wherever_they_are_and_a_moment_has_an_address()
    {
        await using var hand = await live.WorkAsync();
        var job = await hand.SubmitAndClaimAsync("sought");
        await hand.MakeAsync(job, 0, 3000, index => index is 7 or 1500 or 2900 ? $"Here is the needle of line {index}." : $"Hay, line {index}.");
        var visit = await VisitAsync("/videos/sought?t=5400"); // line 1500, of 3.6 seconds each
        await Expect(Line(visit, 1500)).ToBeInViewportAsync();

        var find = visit.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search in the transcript" });
        var count = visit.Page.GetByRole(AriaRole.Status, new() { Name = "Found" });
        await find.FillAsync("NEEDLE");
        await Expect(count).ToHaveTextAsync("1 of 3");
        await Expect(Line(visit, 7)).ToBeInViewportAsync();
        await Expect(Line(visit, 7).Locator("mark")).ToHaveTextAsync("needle");
        await find.PressAsync("Enter");
        await Expect(count).ToHaveTextAsync("2 of 3");
        await Expect(Line(visit, 1500)).ToBeInViewportAsync();
        await find.PressAsync("Shift+Enter");
        await find.PressAsync("Shift+Enter");
        await Expect(count).ToHaveTextAsync("3 of 3");
        await Expect(Line(visit, 2900)).ToBeInViewportAsync();

        // What is made meanwhile is found as well, and moves nobody.
        await hand.MakeAsync(job, 3000, 1, _ => "One more needle.");
        await Expect(count).ToHaveTextAsync("3 of 4", new() { Timeout = Promptly });
        await Expect(Line(visit, 2900)).ToBeInViewportAsync();

        await Line(visit, 2900).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(@"/videos/sought\?t=10440$"));
        await visit.Page.ReloadAsync();
        await Expect(Line(visit, 2900)).ToBeInViewportAsync();
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
        await Expect(Line(visit, 0)).ToBeInViewportAsync();
        // The first line stands under the head now, of which it would show nothing.
        await visit.Page.EvaluateAsync("scrollBy(0, document.querySelector('.segment').getBoundingClientRect().top - document.querySelector('.transcript .pane-top').getBoundingClientRect().height)");
        Assert.True(await IsCoveredAsync(visit, 0));

        await visit.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search in the transcript" }).FillAsync("number 001");

        await Expect(Line(visit, 0).Locator("mark")).ToHaveTextAsync("Number 001");
        await Wait.For(async () => !await IsCoveredAsync(visit, 0), "the first line to be seen");
    }

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

    [Fact]
    public async Task Line_is_copied_with_its_time()
    {
        await using var hand = await live.WorkAsync();
        var job = await hand.SubmitAndClaimAsync("copied");
        await hand.MakeAsync(job, 0, 30);
        var visit = await VisitAsync("/videos/copied", options: new() { Permissions = ["clipboard-read", "clipboard-write"] });
        await visit.MarkAsync();

        await Line(visit, 23).HoverAsync();
        await visit.Transcript.Region.GetByRole(AriaRole.Button, new() { Name = "Copy the line at 1:22" }).ClickAsync();

        await Wait.For(
            async () => await visit.Page.EvaluateAsync<string>("navigator.clipboard.readText()") == "[1:22] This is what was said in line 23.", "the line in the clipboard");
        await Expect(visit.Transcript.Region.GetByText("The line was copied")).ToHaveCountAsync(1);
    }

    private static ILocator Line(Visit visit, int index) => visit.Transcript.Region.Locator(string.Create(CultureInfo.InvariantCulture, $"[data-start='{index * HandWork.LineEvery:0.###}']"));

    private static Task<bool> IsCoveredAsync(Visit visit, int index) => Line(visit, index).EvaluateAsync<bool>(
        "line => line.getBoundingClientRect().top < document.querySelector('.transcript .pane-top').getBoundingClientRect().bottom");

    /// <summary>The first line in view, and where in the window it stands.</summary>
    private static async Task<(int Index, int Top)> TopLineAsync(Visit visit)
    {
        var found = await visit.Page.EvaluateAsync<int[]>("""
            () => {
              const line = [...document.querySelectorAll(".segment")].find(line => line.getBoundingClientRect().top >= 200);
              return line && line.getBoundingClientRect().top < innerHeight ? [Math.round(Number(line.dataset.start) / 3.6), Math.round(line.getBoundingClientRect().top)] : [-1, 0];
            }
            """);
        return (found[0], found[1]);
    }
}
