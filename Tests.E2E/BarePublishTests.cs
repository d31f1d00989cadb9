using Tests.E2E.Browsers;
using Tests.E2E.Stack;
using Tests.E2E.Visits;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Tests.E2E;

[Collection<LiveCollection>]
public sealed class BarePublishTests(BrowserFixture browser, LiveFixture live) : VisitTest(browser, live)
{
    [Fact]
    public async Task A_bare_publish_flips_the_open_page_and_is_stored_for_later_visitors()
    {
        var visit = await VisitAsync("/videos/Vhlwk1HcFdI");
        await visit.MarkAsync();
        await Expect(visit.Heading).ToHaveTextAsync("Nobody has submitted this video yet");
        await Expect(visit.Page.GetByText("Hello")).ToHaveCountAsync(0);

        var receivers = await PublishAsync(
            """{"videoId":"Vhlwk1HcFdI","status":"completed","timestamp":1732374000000,"data":{"formatted_text":"Hello"}}""");

        Assert.True(receivers > 0, "Redis passed the message to nobody.");
        await Expect(visit.Transcript.Region).ToContainTextAsync("Hello", new() { Timeout = Promptly });
        await Expect(visit.Transcript.Region).ToContainTextAsync("Completed");
        await visit.AssertSameDocumentAsync();

        await Live.App.WaitForStateAsync("Vhlwk1HcFdI", "transcript", "completed");
        var later = await VisitAsync("/videos/Vhlwk1HcFdI");
        await Expect(later.Transcript.Region).ToContainTextAsync("Hello");
    }

    [Fact]
    public async Task Markup_in_a_published_text_is_shown_as_text()
    {
        var visit = await VisitAsync("/videos/markup");
        await visit.MarkAsync();
        await Expect(visit.Transcript.Region).ToHaveCountAsync(0);

        await PublishAsync(
            """{"videoId":"markup","status":"completed","timestamp":1732374000000,"data":{"formatted_text":"<script>window.broken = true</script><b>bold</b>"}}""");

        await Expect(visit.Transcript.Region).ToContainTextAsync("<script>window.broken = true</script><b>bold</b>", new() { Timeout = Promptly });
        await Live.App.WaitForStateAsync("markup", "transcript", "completed");
        var later = await VisitAsync("/videos/markup");
        await Expect(later.Transcript.Region).ToContainTextAsync("<script>window.broken = true</script><b>bold</b>");
        foreach (var page in new[] { visit.Page, later.Page })
            Assert.False(await page.EvaluateAsync<bool>("'broken' in window || document.querySelector('main b, main script') !== null"));
    }

    [Fact]
    public async Task Rubbish_on_the_channel_changes_nothing_and_what_follows_it_still_arrives()
    {
        var visit = await VisitAsync("/videos/after-rubbish");
        await visit.MarkAsync();

        foreach (var rubbish in new[] { "", "not json", "[1,2]", "null", """{"videoId":"../x","status":"completed","timestamp":1}""", new string('x', 1_000_000) })
            await PublishAsync(rubbish);
        await Expect(visit.Heading).ToHaveTextAsync("Nobody has submitted this video yet");
        await PublishAsync("""{"videoId":"after-rubbish","status":"completed","timestamp":1732374000000,"data":{"formatted_text":"Still here"}}""");

        await Expect(visit.Transcript.Region).ToContainTextAsync("Still here", new() { Timeout = Promptly });
        await visit.AssertSameDocumentAsync();
    }

    private Task<int> PublishAsync(string message) => BarePublish.SendAsync(Live.Redis.Port, "transcript:status", message);
}
