using Microsoft.Playwright;
using Tests.E2E.Browsers;
using Tests.E2E.Stack;
using Tests.E2E.Visits;
using Tests.Fixtures;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Tests.E2E;

/// <summary>
/// Every face of the README as a picture of the real page. An ordinary run leaves them under <c>artifacts/</c>; those of the README are taken by
/// <c>LIVE_SCREENSHOTS=docs/images dotnet test --project Tests.E2E --filter-class "*Screenshots"</c>.
/// </summary>
[Collection<LiveCollection>]
public sealed class Screenshots(BrowserFixture browser, LiveFixture live) : VisitTest(browser, live)
{
    private const string Running = "/videos/9bZkp7q19f0";
    private static readonly ViewportSize Desk = new() { Width = 1280, Height = 800 };
    private static readonly ViewportSize Phone = new() { Width = 390, Height = 844 };

    // Relative to the repository, wherever the test is started from.
    private static readonly string Folder = Path.Combine(
        BuiltPrograms.RepositoryRoot, Environment.GetEnvironmentVariable("LIVE_SCREENSHOTS") is { Length: > 0 } asked ? asked : "artifacts/screenshots");

    protected override SimulatorSettings Simulator { get; } = new() { Speed = 1 };

    [Fact]
    public async Task Of_the_pages_for_the_readme()
    {
        await Live.UseSimulatorAsync(new SimulatorSettings { Speed = 20 });
        foreach (var (id, language) in new[] { ("kJQP7kiw5Fk", "tr"), ("fJ9rUzIMcZQ", "en"), ("hT_nvWreIhg", "tr") })
            await Live.App.SubmitAsync($"https://youtu.be/{id}", language);
        await Live.App.WaitForStateAsync("hT_nvWreIhg", "summary", "completed");
        await Live.App.WaitForStateAsync("fJ9rUzIMcZQ", "summary", "completed");
        await Live.UseSimulatorAsync(Simulator);

        await Live.App.SubmitAsync("https://youtu.be/9bZkp7q19f0");
        var light = await VisitAsync(Running, options: Of(Desk, ColorScheme.Light));
        var dark = await VisitAsync(Running, options: Of(Desk, ColorScheme.Dark));
        var phone = await VisitAsync(Running, options: Of(Phone, ColorScheme.Light));
        var videos = await VisitAsync("/", options: Of(Desk, ColorScheme.Light));
        var diagnostics = await VisitAsync("/diagnostics", options: Of(Desk, ColorScheme.Light));
        await Expect(light.Transcript.Lines.Nth(11)).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await TakeAsync(light, "video-running");
        await TakeAsync(dark, "video-running-dark");
        await TakeAsync(phone, "video-running-phone");
        await TakeAsync(videos, "videos");
        await TakeAsync(diagnostics, "diagnostics");

        await Expect(light.Summary.Region).ToContainTextAsync("Completed", new() { Timeout = 40_000 });
        await TakeAsync(light, "video-completed");
        await TakeAsync(await VisitAsync("/videos/nobody-yet", options: Of(Desk, ColorScheme.Light)), "video-unknown");
    }

    private static BrowserNewContextOptions Of(ViewportSize size, ColorScheme scheme) =>
        new() { ViewportSize = size, ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce };

    private static async Task TakeAsync(Visit visit, string name)
    {
        // From its head: a page that goes along with its newest line would move while the picture is taken.
        await visit.Page.EvaluateAsync("scrollTo(0, 0)");
        await visit.Page.WaitForFunctionAsync("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(scrollY === 0))))");
        await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}.png") });
    }
}
