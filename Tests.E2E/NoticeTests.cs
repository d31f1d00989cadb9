using Tests.E2E.Browsers;
using Tests.E2E.Stack;
using Tests.E2E.Visits;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Tests.E2E;

/// <summary>What is said about trouble comes and goes over the text: it moves nothing, and hides nothing from those who go by keyboard.</summary>
public sealed class NoticeTests(BrowserFixture browser, LiveFixture live) : VisitTest(browser, live), IClassFixture<LiveFixture>
{
    private const float Recovery = 20_000; // milliseconds

    protected override SimulatorSettings Simulator { get; } = new() { Speed = 20 };

    [Theory]
    [InlineData(1280, 800, 0)]
    [InlineData(1280, 800, 300)]
    [InlineData(390, 844, 0)]
    [InlineData(390, 844, 300)]
    public async Task Notice_moves_nothing_when_it_comes_and_nothing_when_it_goes(int width, int height, int scrolled)
    {
        var visit = await BeginAsync($"unmoved-{width}-{scrolled}");
        await visit.Page.SetViewportSizeAsync(width, height);
        await visit.Page.EvaluateAsync("place => scrollTo(0, place)", scrolled);
        var before = await PlacesAsync(visit);
        Assert.NotEmpty(before);

        await Live.StopSimulatorAsync();
        await Expect(visit.Connectivity).ToContainTextAsync("No worker is present:", new() { Timeout = Recovery });
        Assert.Equal(before, await PlacesAsync(visit));

        await Live.UseSimulatorAsync(Simulator);
        await Expect(visit.Connectivity).ToBeEmptyAsync(new() { Timeout = Recovery });
        Assert.Equal(before, await PlacesAsync(visit));
    }

    [Fact]
    public async Task Every_stop_of_the_keyboard_can_be_seen_beside_a_notice_in_both_directions_and_at_every_width()
    {
        var visit = await BeginAsync("stops-beside-a-notice");
        using var away = await Live.LockDatabaseAsync(); // which is what most words are said about
        await Expect(visit.Connectivity).ToContainTextAsync("The database does not answer:", new() { Timeout = Recovery });

        foreach (var (width, height) in new[] { (1280, 800), (390, 844), (320, 256) })
        {
            await visit.Page.SetViewportSizeAsync(width, height);
            Assert.True(await visit.Page.EvaluateAsync<bool>(KeepsRoom), $"{width} wide, the notice covers the end of the page.");
            foreach (var key in new[] { "Tab", "Shift+Tab" })
            {
                var stops = await GoRoundAsync(visit, key);
                Assert.InRange(stops.Count, 20, 200);
                var hidden = stops.Where(stop => !stop.IsSeen).Select(stop => stop.Name);
                Assert.True(!hidden.Any(), $"By {key}, {width} wide, the focus is hidden at: {string.Join(", ", hidden)}");
            }
        }
    }

    // On the page of a video that is complete.
    private async Task<Visit> BeginAsync(string id)
    {
        await Live.App.SubmitAsync(id);
        await Live.App.WaitForStateAsync(id, "summary", "completed");
        var visit = await VisitAsync($"/videos/{id}");
        await visit.MarkAsync();
        await Expect(visit.Connectivity).ToBeEmptyAsync(new() { Timeout = Recovery });
        await Expect(visit.Transcript.Lines.First).ToBeVisibleAsync();
        return visit;
    }

    // Where everything on the screen stands, to the pixel, and how long the page is.
    private static Task<string[]> PlacesAsync(Visit visit) => visit.Page.EvaluateAsync<string[]>("""
        [`page: ${document.documentElement.scrollHeight}`, ...[...document.querySelectorAll("h1, h2, h3, main a, main button, main p, main li")].filter(element => element.checkVisibility()).map(element => {
          const { left, top } = element.getBoundingClientRect();
          return `${element.tagName} ${element.textContent.trim().slice(0, 30)}: ${Math.round(left)}, ${Math.round(top)}`;
        })]
        """);

    private static async Task<IReadOnlyList<(string Name, bool IsSeen)>> GoRoundAsync(Visit visit, string key)
    {
        await visit.Page.EvaluateAsync("scrollTo(0, 0), document.body.tabIndex = -1, document.body.focus()");
        var stops = new List<(string, bool)>();
        while (true)
        {
            await visit.Page.Keyboard.PressAsync(key);
            var stop = await visit.Page.EvaluateAsync<string?>(Stop);
            if (stop is null)
                return stops; // round the page once
            stops.Add((stop[1..], stop[0] == '+'));
        }
    }

    // Whether everything can be scrolled out from under the notice.
    private const string KeepsRoom = """
        () => {
          scrollTo(0, document.documentElement.scrollHeight);
          const main = document.querySelector("main");
          const end = main.getBoundingClientRect().bottom - parseFloat(getComputedStyle(main).paddingBottom);
          return end <= document.querySelector(".connectivity > .notice").getBoundingClientRect().top;
        }
        """;

    // What has the focus, with a plus when at least a part of it can be seen (WCAG 2.4.11); null for the page itself.
    private const string Stop = """
        () => {
          const element = document.activeElement;
          if (element === document.body) return null;
          const { left, top, width, height } = element.getBoundingClientRect();
          const shares = [0.1, 0.3, 0.5, 0.7, 0.9];
          const isSeen = shares.some(x => shares.some(y => element.contains(document.elementFromPoint(left + x * width, top + y * height))));
          return (isSeen ? "+" : "-") + (element.ariaLabel || element.textContent.trim() || element.tagName);
        }
        """;
}
