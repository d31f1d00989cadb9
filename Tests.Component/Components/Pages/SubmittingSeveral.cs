using AngleSharp.Dom;
using BlazorApp.Components.Videos;
using Bunit;
using Pipeline.Storage;
using Xunit;
using VideoList = BlazorApp.Components.Pages.Videos;

namespace Tests.Component.Components.Pages;

/// <summary>Several links in the box at once.</summary>
public sealed class SubmittingSeveral : PageTest
{
    [Fact]
    public async Task Good_ones_are_accepted_and_the_others_named_with_their_reason()
    {
        await SubmitAsync("there");
        var page = OpenList();

        await PasteAsync(page, "one\n\nhttps://example.org/watch\r\nthere\none\n https://youtu.be/Vhlwk1HcFdI \nnot a link\none\nhttps://example.org/other");

        page.WaitForAssertion(() => Assert.Equal("2 accepted", Report(page)));
        Assert.Equal("/", Address);
        Assert.Equal("https://example.org/watch\nnot a link\nhttps://example.org/other", page.Find("textarea").GetAttribute("value"));
        Assert.Equal("3 lines are no videos. They stay in the box:", page.Find(".links-report .problem").Words);
        // Each reason once, and the lines by their words: the numbers that they had are no longer those in the box.
        var reasons = page.FindAll("div.links-list > p").Select(reason => reason.Words).ToList();
        Assert.Equal(2, reasons.Count);
        Assert.StartsWith("That link does not name a YouTube video.", reasons[0], StringComparison.Ordinal);
        Assert.StartsWith("That is neither a link nor a video id.", reasons[1], StringComparison.Ordinal);
        Assert.Equal(["https://example.org/watch", "https://example.org/other", "not a link"], page.FindAll("div.links-list li").Select(line => line.Words));
        Assert.Equal("/videos/there?language=en", page.Find(".links-report a").GetAttribute("href"));
        Assert.Equal(["1 was here already", "1 was named more than once"], page.FindAll(".links-report summary").Select(words => words.Words));
        Assert.Equal("one in 3 lines", page.FindAll(".links-report details li")[^1].Words);
        Assert.NotNull(await Store.GetVideoAsync("Vhlwk1HcFdI", Cancel));
    }

    [Fact]
    public async Task Thousand_links_are_accepted_while_the_page_goes_on()
    {
        var page = OpenList();

        await PasteAsync(page, string.Join('\n', Enumerable.Range(1, LinkBatch.MostLines).Select(number => $"v{number}")));

        page.WaitForAssertion(() => Assert.Equal("1000 accepted", Report(page)), Fixtures.Wait.Patience);
        Assert.Equal("", page.Find("textarea").GetAttribute("value") ?? "");
        var last = await Library.GetPageAsync(new VideoQuery(2000), Cancel);
        Assert.Equal(1000, last.Videos.Count);
    }

    [Fact]
    public async Task More_than_a_thousand_are_refused_and_stay()
    {
        var page = OpenList();
        var text = string.Join('\n', Enumerable.Range(0, LinkBatch.MostLines + 1).Select(number => $"v{number}"));

        await PasteAsync(page, text);

        Assert.StartsWith("These are 1001 lines, and 1000 are taken at once.", page.Alert, StringComparison.Ordinal);
        Assert.Equal(text, page.Find("textarea").GetAttribute("value"));
        Assert.Empty((await Library.GetPageAsync(new VideoQuery(10), Cancel)).Videos);
    }

    [Fact]
    public async Task Database_that_goes_away_in_the_middle_leaves_the_rest_in_the_box()
    {
        var page = OpenList();
        var writes = 0;
        Gate.Before = sql => sql.Contains("UPDATE revisions", StringComparison.Ordinal) && ++writes > 2 ? throw Away() : Task.CompletedTask;

        await PasteAsync(page, "one\nnot a link\ntwo\nthree\nfour");

        page.WaitForAssertion(() => Assert.Equal("The database went away. 2 were accepted before that; the rest stays in the box.", Report(page)));
        Assert.Equal("not a link\nthree\nfour", page.Find("textarea").GetAttribute("value"));
        Assert.Equal("not a link", page.Find("div.links-list li").Words);
        Gate.Before = null;
        await page.Find("form.submit").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal("2 accepted", Report(page)));
        Assert.Equal("not a link", page.Find("textarea").GetAttribute("value"));
    }

    [Fact]
    public async Task Page_answers_while_they_are_submitted_and_a_second_press_does_nothing()
    {
        await SubmitAsync("before");
        var page = OpenList();
        var writing = new TaskCompletionSource();
        Gate.Before = sql => sql.Contains("UPDATE revisions", StringComparison.Ordinal) ? writing.Task : Task.CompletedTask;

        var pasted = PasteAsync(page, "one\ntwo");
        page.WaitForAssertion(() => Assert.Equal("Submitting: 0 of 2", Report(page)));
        await page.Find("input[aria-label='Select before']").ChangeAsync(new() { Value = true });
        Assert.Equal("1 selected", page.Find(".bulk-words").Words);
        Assert.True(page.Button("Watch").IsDisabled);

        writing.SetResult();
        await pasted;
        page.WaitForAssertion(() => Assert.Equal("2 accepted", Report(page)));
    }

    private static string Report(IRenderedComponent<VideoList> page) => page.Find(".links-report [role=status]").Words;

    private static async Task PasteAsync(IRenderedComponent<VideoList> page, string text)
    {
        await page.Find("textarea").ChangeAsync(new() { Value = text });
        await page.Find("form.submit").SubmitAsync();
    }
}
