using Tests.E2E.Browsers;
using Tests.E2E.Stack;
using Tests.E2E.Visits;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Tests.E2E;

[Collection<LiveCollection>]
public sealed class CancellationTests(BrowserFixture browser, LiveFixture live) : VisitTest(browser, live)
{
    // Left alone, a transcript would take forty seconds.
    protected override SimulatorSettings Simulator { get; } = new() { Speed = 0.5 };

    [Fact]
    public async Task Cancelling_a_running_transcript_stops_it_within_seconds()
    {
        await Live.App.SubmitAsync("cancelled");
        var visit = await VisitAsync("/videos/cancelled");
        await visit.MarkAsync();
        await Expect(visit.Transcript.Lines.First).ToBeVisibleAsync(new() { Timeout = 10_000 });
        await Expect(visit.Transcript.Region).Not.ToContainTextAsync("Cancelled");

        await visit.Transcript.Cancel.ClickAsync();

        await Expect(visit.Transcript.Region).ToContainTextAsync("Cancelled", new() { Timeout = Promptly });
        await Expect(visit.Transcript.Progress).ToHaveCountAsync(0);
        await Expect(visit.Transcript.Cancel).ToHaveCountAsync(0);
        await Expect(visit.Transcript.StartAgain).ToBeEnabledAsync();
        var stored = (await Live.App.ReadAsync("cancelled", "transcript"))!.Value;
        Assert.Equal("cancelled", stored.GetProperty("status").GetString());
        await Expect(visit.Transcript.Lines).ToHaveCountAsync(stored.GetProperty("segments").GetArrayLength());
        await visit.AssertSameDocumentAsync();
    }
}
