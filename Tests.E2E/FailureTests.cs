using Tests.E2E.Browsers;
using Tests.E2E.Stack;
using Tests.E2E.Visits;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Tests.E2E;

[Collection<LiveCollection>]
public sealed class FailureTests(BrowserFixture browser, LiveFixture live) : VisitTest(browser, live)
{
    protected override SimulatorSettings Simulator { get; } = new() { FailureShare = 1, Speed = 3 }; // slow enough to be seen at work

    [Fact]
    public async Task A_failed_transcript_says_why_and_a_retry_completes_it()
    {
        var visit = await VisitAsync("/videos/fails-first");
        await visit.MarkAsync();
        await Live.App.SubmitAsync("fails-first");
        await Expect(visit.Transcript.Progress).ToBeVisibleAsync(new() { Timeout = Promptly });
        await Expect(visit.Transcript.Retry).ToHaveCountAsync(0);

        await Live.App.WaitForStateAsync("fails-first", "transcript", "failed");
        var reason = (await Live.App.ReadAsync("fails-first", "transcript"))!.Value.GetProperty("error").GetProperty("message").GetString()!;
        await Expect(visit.Transcript.Region).ToContainTextAsync("Failed", new() { Timeout = Promptly });
        await Expect(visit.Transcript.Region).ToContainTextAsync(reason);
        await Expect(visit.Transcript.Progress).ToHaveCountAsync(0);

        await visit.Transcript.Retry.ClickAsync();

        await Expect(visit.Transcript.Progress).ToBeVisibleAsync(new() { Timeout = Promptly });
        await Expect(visit.Transcript.Region).Not.ToContainTextAsync(reason);
        await Live.App.WaitForStateAsync("fails-first", "transcript", "completed");
        await Expect(visit.Transcript.Region).ToContainTextAsync("Completed", new() { Timeout = Promptly });
        await Expect(visit.Transcript.Region).Not.ToContainTextAsync("Failed");
        await visit.AssertSameDocumentAsync();
    }
}
