using System.Net;
using System.Text.Json;
using Microsoft.Playwright;
using Tests.E2E.Browsers;
using Tests.E2E.Stack;
using Tests.E2E.Visits;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Tests.E2E;

[Collection<LiveCollection>]
public sealed class BadInputTests(BrowserFixture browser, LiveFixture live) : VisitTest(browser, live)
{
    [Theory]
    [InlineData("https://example.com/watch?v=dQw4w9WgXcQ", "That link does not name a YouTube video.")]
    [InlineData("two words", "That is neither a link nor a video id.")]
    [InlineData("   ", "There is nothing to watch yet.")]
    public async Task A_garbage_link_gets_a_message_that_says_what_to_paste(string garbage, string message)
    {
        var visit = await VisitAsync("/");
        await visit.MarkAsync();
        await Expect(visit.Main.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);

        await visit.Source.FillAsync(garbage);
        await visit.Watch.ClickAsync();

        await Expect(visit.Main.GetByRole(AriaRole.Alert)).ToContainTextAsync(message);
        await Expect(visit.Main.GetByRole(AriaRole.Alert)).ToContainTextAsync("Paste a YouTube link");
        Assert.Equal("/", new Uri(visit.Page.Url).AbsolutePath);

        await visit.Source.FillAsync("mended-after-garbage");
        await visit.Watch.ClickAsync();
        await Expect(visit.Transcript.Region).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("/videos/nobody-knows-me", "Nobody has submitted this video yet")]
    [InlineData("/videos/not%20an%20id", "There is no such video")]
    [InlineData("/no/such/page", "There is nothing at this address")]
    public async Task An_address_of_nothing_is_a_404_in_friendly_words(string path, string words)
    {
        var visit = await VisitAsync("/");

        var response = await visit.GoAsync(path);

        Assert.Equal((int)HttpStatusCode.NotFound, response.Status);
        await Expect(visit.Heading).ToHaveTextAsync(words);
        await Expect(visit.Page.GetByRole(AriaRole.Navigation, new() { Name = "Main" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Submit_pressed_twice_gives_one_video()
    {
        var visit = await VisitAsync("/");
        await visit.MarkAsync();

        await visit.Source.FillAsync("pressed-twice");
        await visit.Watch.DblClickAsync();

        await Expect(visit.Transcript.Region).ToBeVisibleAsync();
        await Live.App.WaitForStateAsync("pressed-twice", "summary", "completed");
        var transcript = (await Live.App.ReadAsync("pressed-twice", "transcript"))!.Value;
        Assert.Equal(1, transcript.GetProperty("attempt").GetInt32());
        using var list = JsonDocument.Parse(await Live.App.Client.GetStringAsync("/api/videos?size=200", TestContext.Current.CancellationToken));
        Assert.Single(list.RootElement.GetProperty("videos").EnumerateArray(), video => video.GetProperty("id").GetString() == "pressed-twice");
    }
}
