using Microsoft.Playwright;
using Tests.E2E.Browsers;
using Tests.E2E.Stack;
using Tests.E2E.Visits;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Tests.E2E;

/// <summary>In a Live of its own, because its parts are taken away.</summary>
public sealed class OutageTests(BrowserFixture browser, LiveFixture live) : VisitTest(browser, live), IClassFixture<LiveFixture>
{
    private const float Recovery = 20_000; // milliseconds

    protected override SimulatorSettings Simulator { get; } = new() { Speed = 4 };

    [Fact]
    public async Task While_redis_is_away_the_page_says_so_and_afterwards_shows_what_it_missed()
    {
        var visit = await VisitAsync("/videos/outage");
        await visit.MarkAsync();
        await Live.App.SubmitAsync("outage");
        await Expect(visit.Transcript.Lines.First).ToBeVisibleAsync();
        await Expect(visit.Connectivity).ToBeEmptyAsync();

        await Live.Redis.StopAsync();

        await Expect(visit.Connectivity).ToContainTextAsync("Redis is unreachable: last heard ");
        await Expect(visit.Connectivity).ToContainTextAsync("Updates are paused, results are safe. Live reconnects by itself.");
        await Live.App.WaitForStateAsync("outage", "summary", "completed");
        await Expect(visit.Summary.Region).Not.ToContainTextAsync("Completed");
        await Expect(visit.Transcript.Region).ToContainTextAsync("updates paused");
        // Drawn because of what the host found out, and all the same in the reader's language.
        await Expect(visit.Page.GetByRole(AriaRole.Banner).GetByRole(AriaRole.Link, new() { Name = "English" })).ToHaveCountAsync(0);
        await visit.AssertAccessibleAsync("stale");
        await visit.AssertFitsAsync("stale");

        await Live.Redis.StartAsync();

        await Expect(visit.Connectivity).ToBeEmptyAsync(new() { Timeout = Recovery });
        await Expect(visit.Transcript.Region).ToContainTextAsync("Completed", new() { Timeout = Promptly });
        await Expect(visit.Summary.Region).ToContainTextAsync("Completed");
        await Expect(visit.Transcript.Lines).ToHaveCountAsync((await Live.App.ReadLinesAsync("outage")).Count);
        await visit.AssertSameDocumentAsync();
    }

    [Fact]
    public async Task Without_a_worker_the_page_says_so_until_one_comes()
    {
        var visit = await VisitAsync("/");
        await Expect(visit.Connectivity).ToBeEmptyAsync(new() { Timeout = Recovery });

        await Live.StopSimulatorAsync();

        await Expect(visit.Connectivity).ToContainTextAsync("No worker is present: new videos wait until one starts.", new() { Timeout = Recovery });
        await visit.MarkAsync();
        await visit.Source.FillAsync("waits-for-a-worker");
        await visit.Watch.ClickAsync();
        await Expect(visit.Transcript.Region).ToContainTextAsync("Waiting for a worker");
        await visit.AssertAccessibleAsync("no-worker");
        await visit.AssertFitsAsync("no-worker");

        await Live.UseSimulatorAsync(Simulator);

        await Expect(visit.Connectivity).ToBeEmptyAsync(new() { Timeout = Recovery });
        await Expect(visit.Transcript.Lines.First).ToBeVisibleAsync();
        await visit.AssertSameDocumentAsync();
    }
}
