using Tests.E2E.Browsers;
using Tests.E2E.Stack;
using Tests.E2E.Visits;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Tests.E2E;

/// <summary>In a Live of its own, because its worker is killed.</summary>
public sealed class WorkerLossTests(BrowserFixture browser, LiveFixture live) : VisitTest(browser, live), IClassFixture<LiveFixture>
{
    private const float LeaseEnds = 30_000; // milliseconds; a lease lasts ten seconds

    protected override SimulatorSettings Simulator { get; } = new() { Speed = 2 };

    [Fact]
    public async Task A_worker_killed_in_the_middle_is_seen_as_lost_and_the_next_one_goes_on_after_the_saved_lines()
    {
        var visit = await VisitAsync("/videos/killed-worker?language=en");
        await visit.MarkAsync();
        await Live.App.SubmitAsync("killed-worker");
        await Expect(visit.Transcript.Lines.Nth(1)).ToBeVisibleAsync();

        await Live.KillSimulatorAsync();
        var saved = await Live.App.ReadLinesAsync("killed-worker");

        await Expect(visit.Transcript.Region).ToContainTextAsync("Worker lost, retrying", new() { Timeout = LeaseEnds });
        await Expect(visit.Transcript.Region).ToContainTextAsync("Another one goes on from the last saved line.");
        await Expect(visit.Connectivity).ToContainTextAsync("No worker is present");
        await Expect(visit.Transcript.Lines).ToContainTextAsync(saved);

        await Live.UseSimulatorAsync(Simulator);

        await Expect(visit.Transcript.Region).ToContainTextAsync("attempt 2");
        await Live.App.WaitForStateAsync("killed-worker", "summary", "completed");
        await visit.ExpectTruthAsync(Live.App, "killed-worker", Promptly);
        Assert.Equal(saved, (await Live.App.ReadLinesAsync("killed-worker")).Take(saved.Count));
        await visit.AssertSameDocumentAsync();
    }
}
