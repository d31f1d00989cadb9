using Tests.E2E.Browsers;
using Tests.E2E.Stack;
using Tests.E2E.Visits;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Tests.E2E;

[Collection<LiveCollection>]
public sealed class SeveralVisitorsTests(BrowserFixture browser, LiveFixture live) : VisitTest(browser, live)
{
    [Fact]
    public async Task Two_browsers_at_once_both_see_the_result()
    {
        var (one, other) = (await VisitAsync("/videos/two-browsers"), await VisitAsync("/videos/two-browsers"));

        await AssertBothSeeItArriveAsync(one, other, "two-browsers");
    }

    [Fact]
    public async Task Browsers_on_two_app_processes_both_see_the_result()
    {
        var second = await Live.GetSecondAppAsync();
        var (one, other) = (await VisitAsync("/videos/two-apps"), await VisitAsync("/videos/two-apps", second));

        await AssertBothSeeItArriveAsync(one, other, "two-apps");
    }

    private async Task AssertBothSeeItArriveAsync(Visit one, Visit other, string id)
    {
        Visit[] both = [one, other];
        await Task.WhenAll(both.Select(visit => visit.MarkAsync()));
        await Task.WhenAll(both.Select(visit => Expect(visit.Transcript.Region).ToHaveCountAsync(0)));

        await Live.App.SubmitAsync(id);

        await Task.WhenAll(both.Select(visit => Expect(visit.Transcript.Progress).ToBeVisibleAsync(new() { Timeout = Promptly })));
        await Live.App.WaitForStateAsync(id, "transcript", "completed");
        var lines = await Live.App.ReadLinesAsync(id);
        await Task.WhenAll(both.Select(visit => Expect(visit.Transcript.Lines).ToHaveCountAsync(lines.Count, new() { Timeout = Promptly })));
        await Live.App.WaitForStateAsync(id, "summary", "completed");
        await Task.WhenAll(both.Select(visit => Expect(visit.Summary.Region).ToContainTextAsync("Completed", new() { Timeout = Promptly })));
        foreach (var visit in both)
            await visit.AssertSameDocumentAsync();
    }
}
