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
        await Expect(visit.Line(59)).ToBeInViewportAsync();
        await visit.MarkAsync();

        await hand.MakeAsync(job, 60, 3);
        await Expect(visit.Line(62)).ToBeInViewportAsync(new() { Timeout = Promptly });

        await visit.Page.Mouse.WheelAsync(0, -1500);
        await Expect(visit.Line(62)).Not.ToBeInViewportAsync();
        var (index, top) = await visit.TopLineAsync();
        await hand.MakeAsync(job, 63, 12);
        var offer = visit.Page.GetByRole(AriaRole.Button, new() { Name = "12 new lines" });
        await Expect(offer).ToBeVisibleAsync(new() { Timeout = Promptly });
        Assert.Equal((index, top), await visit.TopLineAsync());

        await offer.ClickAsync();
        await Expect(visit.Line(74)).ToBeInViewportAsync();
        await Expect(offer).ToBeHiddenAsync();
        await hand.MakeAsync(job, 75, 1);
        await Expect(visit.Line(75)).ToBeInViewportAsync(new() { Timeout = Promptly });
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
        await Expect(visit.Line(0)).ToBeInViewportAsync();
        await Expect(visit.Transcript.Region).ToContainTextAsync("Completed");
        Assert.InRange(await visit.Transcript.Lines.CountAsync(), 50, 300);

        // A long way with the wheel: line after line comes, none is skipped and none moves once it is seen.
        var last = 0;
        for (var turn = 0; turn < 40; turn++)
        {
            await visit.Page.Mouse.WheelAsync(0, 700);
            await Wait.For(async () => (await visit.TopLineAsync()).Index > last, "lines to be where the reader has come to");
            var (index, _) = await visit.TopLineAsync();
            Assert.InRange(index, last + 1, last + 40);
            last = index;
        }

        // And a jump with the scroll bar, to the middle of what was never drawn.
        await visit.Page.EvaluateAsync("scrollTo(0, document.documentElement.scrollHeight / 2)");
        await Wait.For(async () => (await visit.TopLineAsync()).Index is > 4000 and < 6000, "the middle to be shown");
        await visit.Page.EvaluateAsync("scrollTo(0, document.documentElement.scrollHeight)");
        await Expect(visit.Line(9999)).ToBeInViewportAsync();
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
        await Expect(visit.Line(0)).ToBeInViewportAsync();

        // Both before any answer can have come: to the end of what is there, which asks for more, and on to the middle of all.
        await visit.Page.EvaluateAsync("""
            const end = document.querySelector(".segments").getBoundingClientRect().bottom + scrollY;
            for (const place of [end - innerHeight, document.documentElement.scrollHeight / 2]) {
              scrollTo(0, place);
              dispatchEvent(new Event("scroll"));
            }
            """);

        await Wait.For(async () => (await visit.TopLineAsync()).Index is > 4000 and < 6000, "the middle to be shown");
    }

    [Fact]
    public async Task Reader_who_jumps_is_not_fetched_back_by_lines_that_arrive_before_the_window_tells_of_it()
    {
        await using var hand = await live.WorkAsync();
        var job = await hand.SubmitAndClaimAsync("untold");
        await hand.MakeAsync(job, 0, 10_000);
        await hand.Jobs.CompleteAsync(job, "All of it", CancellationToken.None);
        var visit = await VisitAsync("/videos/untold");
        await Expect(visit.Line(0)).ToBeInViewportAsync();

        // The window tells of it with its next frame; what is changed here is put right before that.
        await visit.Page.EvaluateAsync("""
            scrollTo(0, document.documentElement.scrollHeight / 2);
            const lines = document.querySelector("transcript-lines");
            lines.dataset.count = lines.dataset.count;
            """);

        await Wait.For(async () => (await visit.TopLineAsync()).Index is > 4000 and < 6000, "the middle to be shown");
    }
}
