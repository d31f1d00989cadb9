using Microsoft.Playwright;
using Tests.E2E.Browsers;
using Tests.E2E.Stack;
using Tests.E2E.Visits;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Tests.E2E;

/// <summary>A video is deleted while it is made and watched, and had back.</summary>
[Collection<LiveCollection>]
public sealed class DeletionTests(BrowserFixture browser, LiveFixture live) : VisitTest(browser, live)
{
    // Slow enough that it is deleted in the midst of it.
    protected override SimulatorSettings Simulator { get; } = new() { Speed = 2 };

    [Fact]
    public async Task All_who_watch_see_it_deleted_and_brought_back_and_it_completes()
    {
        const string Id = "deleted";
        await Live.App.SubmitAsync(Id);
        var (one, other, list) = (await VisitAsync($"/videos/{Id}"), await VisitAsync($"/videos/{Id}"), await VisitAsync("/"));
        Visit[] all = [one, other, list];
        await Task.WhenAll(all.Select(visit => visit.MarkAsync()));
        await Expect(one.Transcript.Lines.Nth(1)).ToBeVisibleAsync(new() { Timeout = 10_000 });
        await Expect(Card(list)).ToBeVisibleAsync();

        // By keyboard, and the focus goes to what takes it back.
        await Delete(one).FocusAsync();
        await one.Page.Keyboard.PressAsync("Enter");

        foreach (var visit in new[] { one, other })
        {
            await Expect(visit.Heading).ToHaveTextAsync("This video was deleted", new() { Timeout = Promptly });
            await Expect(visit.Transcript.Region).ToHaveCountAsync(0);
        }

        await Expect(Card(list)).ToHaveCountAsync(0, new() { Timeout = Promptly });
        await Expect(Undo(one)).ToBeFocusedAsync();
        Assert.Null(await Live.App.ReadAsync(Id, "transcript"));

        await Undo(other).ClickAsync();

        foreach (var visit in new[] { one, other })
        {
            await Expect(visit.Transcript.Lines.First).ToBeVisibleAsync(new() { Timeout = Promptly });
            await Expect(Delete(visit)).ToBeEnabledAsync();
        }

        await Expect(other.Heading).ToBeFocusedAsync();
        await Expect(one.Heading).Not.ToBeFocusedAsync(); // whoever only watches keeps his place
        await Expect(Card(list)).ToBeVisibleAsync(new() { Timeout = Promptly });
        await Live.App.WaitForStateAsync(Id, "summary", "completed");
        foreach (var visit in new[] { one, other })
        {
            await visit.ExpectTruthAsync(Live.App, Id, Promptly);
            await visit.AssertSameDocumentAsync();
        }

        await list.AssertSameDocumentAsync();
    }

    [Theory]
    [InlineData("en", "Undo")]
    [InlineData("tr", "Geri al")]
    public async Task Face_of_a_deleted_video_can_be_used_by_everybody(string language, string undo)
    {
        var id = $"deleted-{language}";
        await Live.App.SubmitAsync(id, language);
        using var deleted = await Live.App.Client.DeleteAsync($"/api/videos/{id}", TestContext.Current.CancellationToken);
        Assert.True(deleted.IsSuccessStatusCode);

        var visit = await VisitAsync($"/videos/{id}", options: new() { Locale = language });

        await visit.MarkAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = undo, Exact = true })).ToBeEnabledAsync();
        await Expect(visit.Page.Locator("time-at")).ToContainTextAsync(new System.Text.RegularExpressions.Regex("[0-9]"));
        await visit.AssertAccessibleAsync($"{language}-deleted");
        await visit.AssertFitsAsync($"{language}-deleted");
    }

    private static ILocator Card(Visit list) => list.Page.Locator("a[href='/videos/deleted']");

    private static ILocator Delete(Visit visit) => visit.Page.GetByRole(AriaRole.Button, new() { Name = "Delete this video", Exact = true });

    private static ILocator Undo(Visit visit) => visit.Page.GetByRole(AriaRole.Button, new() { Name = "Undo", Exact = true });
}
