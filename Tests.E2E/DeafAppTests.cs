using System.Text.RegularExpressions;
using Tests.E2E.Browsers;
using Tests.E2E.Stack;
using Tests.E2E.Visits;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Tests.E2E;

/// <summary>What a page says and does while its app is there, and what the app needs is not.</summary>
public sealed partial class DeafAppTests(BrowserFixture browser, LiveBehindProxies live) : VisitTest(browser, live), IClassFixture<LiveBehindProxies>
{
    private const float Recovery = 20_000; // milliseconds

    protected override SimulatorSettings Simulator { get; } = new() { Speed = 4 };

    public override async ValueTask InitializeAsync()
    {
        live.ToRedis.Swallows = false; // also after a test that failed in between
        await base.InitializeAsync();
    }

    [Fact]
    public async Task While_its_app_hears_nothing_from_redis_the_page_says_since_when_and_afterwards_catches_up()
    {
        var visit = await BeginAsync("deaf");

        live.ToRedis.Swallows = true;

        await Expect(visit.Connectivity).ToContainTextAsync(LastHeard());
        await Expect(visit.LiveDot).ToContainTextAsync("Paused");
        await Expect(visit.LostConnection).ToBeHiddenAsync();
        await Live.App.WaitForStateAsync("deaf", "summary", "completed");
        await Expect(visit.Summary.Region).Not.ToContainTextAsync("Completed");

        live.ToRedis.Swallows = false; // nothing is cut: what was swallowed stays deaf, and the app has to see to it

        await Expect(visit.Connectivity).ToBeEmptyAsync(new() { Timeout = Recovery });
        await visit.ExpectTruthAsync(Live.App, "deaf", Promptly);
        await visit.AssertSameDocumentAsync();
    }

    [Fact]
    public async Task While_the_database_is_away_the_page_says_so_keeps_what_it_shows_and_afterwards_catches_up()
    {
        var visit = await BeginAsync("locked");
        int before;
        using (await Live.LockDatabaseAsync())
        {
            await Expect(visit.Connectivity).ToContainTextAsync("The database does not answer:", new() { Timeout = Recovery });
            await Expect(visit.LiveDot).ToContainTextAsync("Paused");
            before = await visit.Transcript.Lines.CountAsync();
            Assert.True(before > 0, "The page lost what it had shown.");
        }

        await Expect(visit.Connectivity).ToBeEmptyAsync(new() { Timeout = Recovery });
        await Live.App.WaitForStateAsync("locked", "summary", "completed");
        await visit.ExpectTruthAsync(Live.App, "locked", Recovery);
        await visit.AssertSameDocumentAsync();
    }

    // In a page that shows the first lines of a transcript that goes on.
    private async Task<Visit> BeginAsync(string id)
    {
        var visit = await VisitAsync($"/videos/{id}?language=en");
        await visit.MarkAsync();
        await Expect(visit.Connectivity).ToBeEmptyAsync(new() { Timeout = Recovery });
        await Live.App.SubmitAsync(id);
        await Expect(visit.Transcript.Lines.First).ToBeVisibleAsync();
        await Expect(visit.LiveDot).ToContainTextAsync("Live");
        return visit;
    }

    // At first the app is deaf; then it gives that connection up and gets no other.
    [GeneratedRegex(@"(Updates are paused|Redis is unreachable): last heard \d+ s ago\.")]
    private static partial Regex LastHeard();
}
