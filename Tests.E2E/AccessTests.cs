using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Pipeline.Status;
using Tests.E2E.Browsers;
using Tests.E2E.Stack;
using Tests.E2E.Visits;
using Tests.Fixtures;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Tests.E2E;

/// <summary>Every face of every page, held to the rules of axe-core (WCAG 2.2 A and AA, and its good practice).</summary>
[Collection<HandCollection>]
public sealed class AccessTests(BrowserFixture browser, HandFixture live) : VisitTest(browser, live)
{
    protected override SimulatorSettings? Simulator => null;

    public static TheoryData<ColorScheme, string> Looks => new() { { ColorScheme.Light, "en" }, { ColorScheme.Dark, "tr" } };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task No_face_of_any_page_has_a_flaw_that_axe_knows(ColorScheme scheme, string language)
    {
        await using var hand = await live.WorkAsync();
        var paths = await MakeFacesAsync(hand, $"{scheme}-{language}".ToLowerInvariant());
        var visit = await VisitAsync("/", options: new() { ColorScheme = scheme, Locale = language, ReducedMotion = ReducedMotion.Reduce });

        foreach (var path in paths)
        {
            await visit.GoAsync(path);
            await visit.MarkAsync();
            await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", language);
            await AssertNoFlawAsync(visit, path);
            await TakeAsync(visit, $"{scheme}-{language}{path.Replace('/', '-').Replace('?', '-')}".ToLowerInvariant());
        }

        await visit.GoAsync(paths[1]);
        await visit.MarkAsync();
        await visit.Page.Keyboard.PressAsync("?");
        await Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await AssertNoFlawAsync(visit, "the sheet of shortcuts");
    }

    // For who wants to see every face at once: artifacts/faces.
    private static async Task TakeAsync(Visit visit, string name)
    {
        foreach (var (width, height) in new[] { (1280, 800), (390, 844) })
        {
            await visit.Page.SetViewportSizeAsync(width, height);
            await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(BuiltPrograms.RepositoryRoot, "artifacts", "faces", $"{name}-{width}.png") });
        }

        await visit.Page.SetViewportSizeAsync(1280, 800);
    }

    private static async Task AssertNoFlawAsync(Visit visit, string where)
    {
        var result = await visit.Page.RunAxe();
        Assert.NotEmpty(result.Passes);
        Assert.True(result.Violations.Length == 0, $"{where}:\n" + string.Join('\n', result.Violations.SelectMany(
            violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Html} ({string.Join("; ", node.Any.Select(check => check.Message))})"))));
    }

    private static async Task<IReadOnlyList<string>> MakeFacesAsync(PipelineHost hand, string prefix)
    {
        var failed = await hand.SubmitAndClaimAsync($"{prefix}-failed");
        await hand.MakeAsync(failed, 0, 5);
        await hand.Jobs.FailAsync(failed, new StatusError("broken", "A part of the sound could not be decoded.", Retryable: true), CancellationToken.None);
        var completed = await hand.SubmitAndClaimAsync($"{prefix}-completed");
        await hand.MakeAsync(completed, 0, 120);
        await hand.Jobs.CompleteAsync(completed, "All of it", CancellationToken.None);
        var summary = await hand.ClaimAsync($"{prefix}-completed");
        await hand.Jobs.CompleteAsync(summary, "In short.\nAnd a little longer.", CancellationToken.None);
        var running = await hand.SubmitAndClaimAsync($"{prefix}-running");
        await hand.MakeAsync(running, 0, 8);
        var cancelled = await hand.SubmitAndClaimAsync($"{prefix}-cancelled");
        await hand.Jobs.ConfirmCancelledAsync(cancelled, CancellationToken.None);
        await hand.Submissions.SubmitAsync(new VideoSource($"{prefix}-waiting", Link: null), "en", title: null, CancellationToken.None);
        return
        [
            "/", $"/videos/{prefix}-running", $"/videos/{prefix}-completed", $"/videos/{prefix}-failed", $"/videos/{prefix}-cancelled", $"/videos/{prefix}-waiting",
            $"/videos/{prefix}-nobody", $"/videos/{prefix}-running?language=tr", "/videos/bad.id", "/diagnostics", "/nowhere",
        ];
    }
}
