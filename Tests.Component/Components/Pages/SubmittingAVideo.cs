using Bunit;
using Pipeline.Status;
using Xunit;
using VideoList = BlazorApp.Components.Pages.Videos;

namespace Tests.Component.Components.Pages;

public sealed class SubmittingAVideo : PageTest
{
    [Fact]
    public async Task Second_press_while_the_first_is_under_way_submits_nothing()
    {
        var page = OpenList();
        var writing = new TaskCompletionSource();
        var writes = 0;
        Gate.Before = sql =>
        {
            if (!sql.Contains("UPDATE revisions", StringComparison.Ordinal))
                return Task.CompletedTask;
            writes++;
            return writing.Task;
        };
        var first = SubmitAsync(page, "talk");
        page.WaitForAssertion(() => Assert.True(page.Button("Watch").IsDisabled));

        await page.Find("form").SubmitAsync();
        writing.SetResult();
        await first;

        Assert.Equal((1, "/videos/talk?language=en"), (writes, Address));
    }

    [Theory]
    [InlineData("UPDATE revisions")]
    [InlineData("INSERT INTO \"videos\"")]
    public async Task Submission_that_the_database_did_not_take_is_said_and_can_be_made_again(string statement)
    {
        var page = OpenList();
        Gate.Before = sql => sql.Contains(statement, StringComparison.Ordinal) ? throw Away() : Task.CompletedTask;

        await SubmitAsync(page, "talk");
        page.WaitForAssertion(() => Assert.Equal("The database does not answer, so nothing was submitted. Try again in a moment.", page.Alert));
        Assert.False(page.Button("Watch").IsDisabled);
        Assert.Equal("/", Address);

        Gate.Before = null;
        await SubmitAsync(page, "talk");
        Assert.Equal("/videos/talk?language=en", Address);
    }

    private static async Task SubmitAsync(IRenderedComponent<VideoList> page, string source, string language = "en")
    {
        await page.Find("textarea[name=source]").ChangeAsync(new() { Value = source });
        await page.Find("select[name=language]").ChangeAsync(new() { Value = language });
        await page.Find("form").SubmitAsync();
    }
}
