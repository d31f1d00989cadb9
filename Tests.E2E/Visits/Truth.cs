using Tests.E2E.Stack;
using Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace Tests.E2E.Visits;

/// <summary>Holds what a page shows against what the store has.</summary>
public static class Truth
{
    /// <summary>
    /// Waits until the page shows both results as the store has them: every line once and in order, nothing besides, and no notice of
    /// trouble left over.
    /// </summary>
    /// <param name="visit">The window, on the video's page.</param>
    /// <param name="app">The app to ask.</param>
    /// <param name="id">The video; its transcript and summary are completed.</param>
    /// <param name="within">Milliseconds.</param>
    public static async Task ExpectTruthAsync(this Visit visit, AppProcess app, string id, float within)
    {
        var lines = await app.ReadLinesAsync(id);
        var summary = (await app.ReadAsync(id, "summary"))!.Value.GetProperty("data").GetProperty("content").GetString()!;
        await Expect(visit.Transcript.Region).ToContainTextAsync("Completed", new() { Timeout = within });
        await Expect(visit.Transcript.Lines).ToContainTextAsync(lines);
        await Expect(visit.Summary.Region).ToContainTextAsync("Completed");
        await Expect(visit.Summary.Region).ToContainTextAsync(summary.Split('\n')[0]);
        await Expect(visit.LostConnection).ToBeHiddenAsync();
        await Expect(visit.LiveDot).ToContainTextAsync("Live", new() { UseInnerText = true });
    }
}
