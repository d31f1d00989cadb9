using Tests.E2E.Browsers;
using Tests.E2E.Stack;
using Tests.E2E.Visits;
using Tests.Fixtures;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Tests.E2E;

[Collection<LiveCollection>]
public sealed class EventStreamTests(BrowserFixture browser, LiveFixture live) : VisitTest(browser, live)
{
    private const string Id = "seen-by-both";

    [Fact]
    public async Task An_sse_client_sees_what_the_browser_sees()
    {
        using var stream = await EventStreamClient.OpenAsync(Live.App.Client, "/api/sse");
        Assert.False(IsOurs(await stream.ReadUntilAsync(item => item.Name == "ping" || IsOurs(item))));
        var visit = await VisitAsync($"/videos/{Id}");
        await visit.MarkAsync();

        await Live.App.SubmitAsync(Id);
        List<StreamEvent> seen = [];
        await stream.ReadUntilAsync(item =>
        {
            seen.Add(item);
            return IsOurs(item) && item is { Name: "summary", Status: "completed" };
        });

        var transcript = seen.Where(item => IsOurs(item) && item.Name == "transcript").ToList();
        // The first of them may be passed by the next: a reader gets the newest of each status, not every one.
        Assert.Equal(["processing", "completed"], transcript.Select(item => item.Status).Distinct().Where(status => status != "queued"));
        Assert.True(transcript.Count(item => item.Status == "processing") > 2, "The transcript did not grow on the way.");
        var text = transcript[^1].Text!;
        await Expect(visit.Transcript.Lines).ToHaveCountAsync(text.Split('\n').Length, new() { Timeout = Promptly });
        var lines = await visit.Transcript.Region.Locator(".segment-text").AllInnerTextsAsync();
        Assert.Equal(text.Split('\n').Select(WithoutTime), lines);

        await Expect(visit.Summary.Region).ToContainTextAsync("Completed", new() { Timeout = Promptly });
        foreach (var paragraph in seen[^1].Text!.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            await Expect(visit.Summary.Region).ToContainTextAsync(paragraph);
        await visit.AssertSameDocumentAsync();
    }

    [Fact]
    public async Task An_sse_client_sees_a_bare_publish_with_its_markup_escaped()
    {
        using var stream = await EventStreamClient.OpenAsync(Live.App.Client, "/api/sse/videos/published-to-sse");
        await stream.ReadUntilAsync(item => item.Name == "ping");

        await BarePublish.SendAsync(
            Live.Redis.Port,
            "summary:status",
            """{"videoId":"published-to-sse","status":"completed","timestamp":1732374000000,"data":{"content":"<script>x</script>"}}""");

        var change = await stream.ReadUntilAsync(item => item.Name == "summary");
        Assert.Equal("<script>x</script>", change.Text);
        Assert.DoesNotContain("<script>", change.Data.GetRawText(), StringComparison.Ordinal);
    }

    private static bool IsOurs(StreamEvent item) => item.Data.TryGetProperty("videoId", out var id) && id.GetString() == Id;

    private static string WithoutTime(string line) => line[(line.IndexOf(']', StringComparison.Ordinal) + 2)..];
}
