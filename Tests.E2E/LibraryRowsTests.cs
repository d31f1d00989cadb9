using Microsoft.Playwright;
using Pipeline.Status;
using Tests.E2E.Browsers;
using Tests.E2E.Stack;
using Tests.E2E.Visits;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Tests.E2E;

/// <summary>The rows and cards of the library, of which the browser draws those in view: nothing of the others is missing, and nothing moves.</summary>
[Collection<HandCollection>]
public sealed class LibraryRowsTests(BrowserFixture browser, HandFixture live) : VisitTest(browser, live)
{
    private const string IsDrawn = "link => link.checkVisibility({ contentVisibilityAuto: true })";
    private const int Count = 60; // a page of cards

    private static readonly ViewportSize Desk = new() { Width = 1280, Height = 800 };
    private static readonly ViewportSize Phone = new() { Width = 390, Height = 844 };

    protected override SimulatorSettings? Simulator => null;

    [Theory]
    [InlineData("table", "fi")]
    [InlineData("cards", "sv")]
    public async Task What_is_out_of_view_is_not_drawn_and_is_found_focused_and_copied_all_the_same(string view, string language)
    {
        var visit = await VisitManyAsync(view, language);
        var (first, middle, last) = (Link(visit, language, Count - 1), Link(visit, language, 10), Link(visit, language, 0));
        Assert.True(await first.EvaluateAsync<bool>(IsDrawn));
        Assert.False(await middle.EvaluateAsync<bool>(IsDrawn));
        Assert.False(await last.EvaluateAsync<bool>(IsDrawn));

        Assert.True(await visit.Page.EvaluateAsync<bool>("name => window.find(name)", Name(language, 0)));
        await Expect(last).ToBeInViewportAsync();
        await WaitUntilDrawnAsync(visit, last);
        await visit.Page.EvaluateAsync("scrollTo(0, 0)");

        await middle.EvaluateAsync("link => link.focus()");
        await Expect(middle).ToBeInViewportAsync();
        await WaitUntilDrawnAsync(visit, middle);
        await visit.Page.EvaluateAsync("scrollTo(0, 0)");

        var copied = await visit.Page.EvaluateAsync<string>("() => { getSelection().selectAllChildren(document.querySelector('.library')); return getSelection().toString(); }");
        Assert.All(Enumerable.Range(0, Count), number => Assert.Contains(Name(language, number), copied, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Table_is_one_and_whole_to_those_who_hear_it_on_every_screen()
    {
        const string Danish = "da";
        await SubmitManyAsync(Danish);
        await using var heard = await Chromium.LaunchHeardAsync();
        await using var visit = await Visit.OpenAsync(heard, Live.App.Address, new() { ViewportSize = Desk });
        await visit.GoAsync($"/?view=table&language={Danish}");
        await visit.MarkAsync();
        foreach (var size in new[] { Desk, Phone })
        {
            await visit.Page.SetViewportSizeAsync(size.Width, size.Height);
            Assert.False(await Link(visit, Danish, 0).EvaluateAsync<bool>(IsDrawn));

            var roles = await HeardAsync(visit);

            Assert.Equal((1, 6, Count + 2, Count + 1), (roles["table"], roles["columnheader"], roles["row"], roles["rowheader"]));
            Assert.Equal(2, roles["rowgroup"]);
            Assert.InRange(roles["cell"], Count * 4, Count * 5); // a phone leaves out when a video was added
        }
    }

    [Fact]
    public async Task State_that_changes_moves_no_column()
    {
        const string Norwegian = "nb";
        await using var hand = await live.WorkAsync();
        await hand.Submissions.SubmitAsync(new VideoSource("columns", Link: null), Norwegian, title: null, CancellationToken.None);
        var visit = await VisitAsync($"/?view=table&language={Norwegian}");
        await visit.MarkAsync();
        var row = visit.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "columns" });
        await Expect(row).ToContainTextAsync("Waiting for a worker");
        var before = await ColumnsAsync(visit);
        Assert.Equal(6, before.Heads.Length);
        Assert.Equal(before.Heads, before.Cells);

        var job = await hand.ClaimAsync("columns");
        await hand.MakeAsync(job, 0, 3);
        await Expect(row).ToContainTextAsync("Transcribing", new() { Timeout = Promptly });
        Assert.Equivalent(before, await ColumnsAsync(visit));

        await hand.Jobs.FailAsync(job, new StatusError("broken", "A part of the sound could not be decoded.", Retryable: true), CancellationToken.None);
        await Expect(row).ToContainTextAsync("Failed", new() { Timeout = Promptly });
        Assert.Equivalent(before, await ColumnsAsync(visit));
        await visit.AssertSameDocumentAsync();
    }

    private async Task<Visit> VisitManyAsync(string view, string language)
    {
        await SubmitManyAsync(language);
        var visit = await VisitAsync($"/?view={view}&language={language}", options: new() { ViewportSize = Desk });
        await visit.MarkAsync();
        await Expect(Link(visit, language, 0)).ToHaveCountAsync(1);
        return visit;
    }

    private async Task SubmitManyAsync(string language)
    {
        await using var hand = await live.WorkAsync();
        for (var number = 0; number < Count; number++)
            await hand.Submissions.SubmitAsync(new VideoSource(Name(language, number), Link: null), language, title: null, CancellationToken.None);
    }

    private static string Name(string language, int number) => $"row-{language}-{number:00}";

    private static ILocator Link(Visit visit, string language, int number) =>
        visit.Page.GetByRole(AriaRole.Link, new() { Name = Name(language, number), Exact = true });

    private static async Task WaitUntilDrawnAsync(Visit visit, ILocator link) =>
        await visit.Page.WaitForFunctionAsync(IsDrawn, await link.ElementHandleAsync());

    // What the browser tells a screen reader, not what the document says.
    private static async Task<Dictionary<string, int>> HeardAsync(Visit visit)
    {
        var session = await visit.Page.Context.NewCDPSessionAsync(visit.Page);
        var tree = (await session.SendAsync("Accessibility.getFullAXTree"))!.Value;
        await session.DetachAsync();
        return tree.GetProperty("nodes").EnumerateArray()
            .Where(node => !node.GetProperty("ignored").GetBoolean() && node.TryGetProperty("role", out _))
            .CountBy(node => node.GetProperty("role").GetProperty("value").GetString()!).ToDictionary();
    }

    private static async Task<(double[] Heads, double[] Cells)> ColumnsAsync(Visit visit) =>
        (await PlacesAsync(visit, "thead [role=columnheader]"), await PlacesAsync(visit, ".line > *"));

    private static Task<double[]> PlacesAsync(Visit visit, string cells) =>
        visit.Page.EvaluateAsync<double[]>("cells => [...document.querySelectorAll(cells)].map(cell => cell.getBoundingClientRect().x)", cells);
}
