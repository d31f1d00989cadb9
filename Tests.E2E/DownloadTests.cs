using Microsoft.Playwright;
using Pipeline.Jobs;
using Pipeline.Status;
using Tests.E2E.Browsers;
using Tests.E2E.Stack;
using Tests.E2E.Visits;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Tests.E2E;

/// <summary>Taking a text along, and what other programs make of it.</summary>
[Collection<HandCollection>]
public sealed class DownloadTests(BrowserFixture browser, HandFixture live) : VisitTest(browser, live)
{
    protected override SimulatorSettings? Simulator => null;

    [Fact]
    public async Task Finished_transcript_is_taken_along_by_keyboard_and_the_page_stays()
    {
        await using var hand = await live.WorkAsync();
        var job = await hand.SubmitAndClaimAsync("take-me");
        await hand.MakeAsync(job, 0, 3);
        var visit = await VisitAsync("/videos/take-me");
        await visit.MarkAsync();
        await Expect(visit.Transcript.Lines).ToHaveCountAsync(3);
        await Expect(visit.Transcript.Download).ToHaveCountAsync(0);

        await hand.Jobs.CompleteAsync(job, "All of it", CancellationToken.None);
        await Expect(visit.Transcript.Download).ToBeVisibleAsync(new() { Timeout = Promptly });
        var subtitles = visit.Transcript.Region.GetByRole(AriaRole.Link, new() { Name = "Subtitles (SRT)" });
        await Expect(subtitles).ToBeHiddenAsync();
        await visit.Transcript.Download.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(subtitles).ToBeVisibleAsync();
        for (var stop = 0; stop < 3; stop++)
            await visit.Page.Keyboard.PressAsync("Tab");
        await Expect(subtitles).ToBeFocusedAsync();
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.Keyboard.PressAsync("Enter"));

        Assert.Equal("take-me.en.srt", download.SuggestedFilename);
        using var file = new StreamReader(await download.CreateReadStreamAsync());
        Assert.StartsWith("1\r\n00:00:00,000 --> 00:00:03,000\r\nThis is what was said in line 0.\r\n\r\n2\r\n", await file.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await Expect(visit.Transcript.Lines).ToHaveCountAsync(3);
        await visit.AssertNotReloadedAsync();
    }

    [Fact]
    public async Task Browser_reads_the_subtitles_as_they_were_said()
    {
        await using var hand = await live.WorkAsync();
        Segment[] said =
        [
            new(0, 0, 2, "a --> b & <b>c</b> &lt;"), new(1, 1, 3, "שלום 👩‍🚀\n\nNOTE and on"), new(2, 3, 3, "no length"), new(3, 360_000, 360_001.5, "after a hundred hours"),
        ];
        var job = await hand.SubmitAndClaimAsync("read-me");
        await hand.Jobs.ReportAsync(job, new JobProgress { Progress = 0.5, Stage = "transcribing", Segments = said, Title = "A\n\n00:01.000 --> 00:02.000\nB" }, CancellationToken.None);
        await hand.Jobs.CompleteAsync(job, "All of it", CancellationToken.None);
        var visit = await VisitAsync("/videos/read-me", options: new() { BypassCSP = true }); // Live's own pages play nothing
        await visit.MarkAsync();

        var cues = await visit.Page.EvaluateAsync<string[]>(ReadTrack, "/api/videos/read-me/transcript.vtt");

        Assert.Equal(
            ["0-2 a --> b & <b>c</b> &lt;", "1-3 שלום 👩‍🚀 NOTE and on", "3-4 no length", "360000-360001.5 after a hundred hours"], cues);
    }

    private const string ReadTrack = """
        async address => {
          const [video, element] = ["video", "track"].map(name => document.createElement(name));
          element.src = address;
          video.append(element);
          document.body.append(video);
          const read = new Promise((resolve, reject) => {
            element.addEventListener("load", resolve);
            element.addEventListener("error", () => reject(new Error("The browser could not read it.")));
          });
          element.track.mode = "hidden";
          await read;
          return [...element.track.cues].map(cue => `${cue.startTime}-${cue.endTime} ${cue.getCueAsHTML().textContent}`);
        }
        """;
}
