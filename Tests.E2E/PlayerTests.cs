using Microsoft.Playwright;
using Pipeline.Status;
using Tests.E2E.Browsers;
using Tests.E2E.Stack;
using Tests.E2E.Visits;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Tests.E2E;

/// <summary>The player, which is somebody else's: in these tests a page that speaks its protocol stands in its place.</summary>
[Collection<HandCollection>]
public sealed class PlayerTests(BrowserFixture browser, HandFixture live) : VisitTest(browser, live)
{
    protected override SimulatorSettings? Simulator => null;

    private const string Embed = "https://www.youtube-nocookie.com/**";

    private const string Speaks = """
        <!doctype html><title>player</title><script>
        addEventListener("message", ({ data }) => {
          const message = JSON.parse(data);
          const say = info => parent.postMessage(JSON.stringify({ event: "infoDelivery", info }), "*");
          if (message.event === "listening") say({ currentTime: 36.5 });
          if (message.func === "seekTo") say({ currentTime: message.args[0] });
        });
        </script>
        """;

    [Fact]
    public async Task Nothing_is_loaded_before_a_person_asks_then_the_text_goes_along_and_a_line_plays_from_there()
    {
        var visit = await OpenAsync("PlaysAlong1");
        await Expect(visit.Page.Locator("iframe")).ToHaveCountAsync(0);
        Assert.Empty(visit.ForeignRequests);
        await visit.Page.RouteAsync(Embed, route => route.FulfillAsync(new() { ContentType = "text/html", Body = Speaks }));
        visit.AllowRequestsTo("www.youtube-nocookie.com");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Play it here" }).ClickAsync();

        await Expect(visit.Page.Locator(".segment[data-playing]")).ToHaveAttributeAsync("data-start", "36"); // 3.6 seconds each
        await visit.Transcript.Lines.Nth(4).Locator(".segment-text").ClickAsync();
        await Expect(visit.Page.Locator(".segment[data-playing]")).ToHaveAttributeAsync("data-start", "14.4");
        await Expect(visit.Page.Locator("iframe")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Player_that_cannot_be_loaded_says_so_and_everything_else_works()
    {
        ExpectErrors(); // the browser notes the refused request
        var visit = await OpenAsync("NoPlayer111");
        await visit.Page.Clock.InstallAsync();
        await visit.Page.RouteAsync(Embed, route => route.AbortAsync());
        visit.AllowRequestsTo("www.youtube-nocookie.com");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Play it here" }).ClickAsync();
        await Expect(visit.Page.GetByText("The player is being loaded…")).ToBeVisibleAsync();
        await visit.Page.Clock.FastForwardAsync(11_000);

        await Expect(visit.Page.GetByText("The player could not be loaded.")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("iframe")).ToBeHiddenAsync();
        await visit.Transcript.Lines.Nth(4).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(@"/videos/NoPlayer111\?t=14\.4$"));
    }

    private async Task<Visit> OpenAsync(string id)
    {
        await using var hand = await live.WorkAsync();
        await hand.Submissions.SubmitAsync(VideoSource.Read($"https://youtu.be/{id}").Source!, "en", title: null, CancellationToken.None);
        var job = await hand.ClaimAsync(id);
        await hand.MakeAsync(job, 0, 20);
        await hand.Jobs.CompleteAsync(job, "All of it", CancellationToken.None);
        var visit = await VisitAsync($"/videos/{id}");
        await visit.MarkAsync();
        return visit;
    }
}
