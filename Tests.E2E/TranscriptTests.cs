using Microsoft.Playwright;
using Tests.E2E.Browsers;
using Tests.E2E.Stack;
using Tests.E2E.Visits;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Tests.E2E;

[Collection<LiveCollection>]
public sealed class TranscriptTests(BrowserFixture browser, LiveFixture live) : VisitTest(browser, live)
{
    [Fact]
    public async Task Submit_then_watch_the_transcript_arrive_line_by_line_and_the_summary_after_it()
    {
        var visit = await VisitAsync("/");
        await visit.MarkAsync();

        await visit.Source.FillAsync("https://www.youtube.com/watch?v=LineByLine1");
        await visit.Watch.ClickAsync();

        await Expect(visit.Transcript.Progress).ToBeVisibleAsync();
        await Expect(visit.Summary.Region).ToContainTextAsync("Waiting for the transcript");
        await Expect(visit.Transcript.Region).Not.ToContainTextAsync("Completed");

        // Twice a line comes that was not there before, while the rest is still being made.
        foreach (var _ in Enumerable.Range(0, 2))
            await Expect(visit.Transcript.Lines.Nth(await visit.Transcript.Lines.CountAsync())).ToBeVisibleAsync(new() { Timeout = Promptly });
        await Expect(visit.Transcript.Progress).ToBeVisibleAsync();
        await Expect(visit.Summary.Region).Not.ToContainTextAsync("Completed");

        await Live.App.WaitForStateAsync("LineByLine1", "transcript", "completed");
        await Expect(visit.Transcript.Region).ToContainTextAsync("Completed", new() { Timeout = Promptly });
        await Expect(visit.Transcript.Progress).ToHaveCountAsync(0);
        await Expect(visit.Transcript.Lines).ToHaveCountAsync((await Live.App.ReadLinesAsync("LineByLine1")).Count);

        await Live.App.WaitForStateAsync("LineByLine1", "summary", "completed");
        await Expect(visit.Summary.Region).ToContainTextAsync("Completed", new() { Timeout = Promptly });
        await Expect(visit.Summary.Region.GetByRole(AriaRole.Paragraph).First).Not.ToBeEmptyAsync();
        await visit.AssertSameDocumentAsync();
    }

    [Fact]
    public async Task A_late_visitor_sees_the_stored_transcript_and_summary()
    {
        await Live.App.SubmitAsync("late-visitor");
        await Live.App.WaitForStateAsync("late-visitor", "summary", "completed");
        var lines = await Live.App.ReadLinesAsync("late-visitor");
        var summary = (await Live.App.ReadAsync("late-visitor", "summary"))!.Value.GetProperty("data").GetProperty("content").GetString()!;

        var visit = await VisitAsync("/videos/late-visitor");

        await Expect(visit.Transcript.Lines).ToHaveCountAsync(lines.Count);
        await Expect(visit.Transcript.Lines.First).ToContainTextAsync(lines[0]);
        await Expect(visit.Transcript.Lines.Last).ToContainTextAsync(lines[^1]);
        await Expect(visit.Summary.Region).ToContainTextAsync(summary.Split('\n')[0].Trim());
        await Expect(visit.Page.GetByRole(AriaRole.Progressbar)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_list_of_videos_shows_a_stranger_s_video_come_and_complete()
    {
        var visit = await VisitAsync("/");
        await visit.MarkAsync();
        var link = visit.Main.GetByRole(AriaRole.Article).Filter(new() { Has = visit.Page.Locator("a[href^='/videos/strangers-video']").First });
        await Expect(link).ToHaveCountAsync(0);

        await Live.App.SubmitAsync("strangers-video");

        await Expect(link).ToHaveCountAsync(1, new() { Timeout = Promptly });
        await Expect(link).Not.ToContainTextAsync("Completed");
        await Live.App.WaitForStateAsync("strangers-video", "transcript", "completed");
        await Expect(link).ToContainTextAsync("Completed", new() { Timeout = Promptly });
        await visit.AssertSameDocumentAsync();
    }
}
