using Bunit;
using Pipeline.Status;
using Xunit;

namespace Tests.Component.Components.Pages;

/// <summary>What a reader asks for on a video's page.</summary>
public sealed class Asking : PageTest
{
    [Fact]
    public async Task Cancelling_is_under_way_until_the_news_of_it_arrive()
    {
        await SubmitAsync();
        var page = Open();

        page.Button("Cancel transcript").Click();
        page.WaitForAssertion(() => Assert.True(page.Button("Cancel transcript").IsDisabled));
        await Fixtures.Wait.For(async () => (await ReadAsync(Transcript())).Message.Status == StatusState.Cancelled, "the cancellation to be stored");
        await AnnounceAsync(Transcript());

        page.WaitForAssertion(() => Assert.Equal(["Delete this video", "Start again: transcript"], page.Buttons));
        Assert.False(page.Button("Start again: transcript").IsDisabled);
    }

    [Fact]
    public async Task What_has_moved_on_meanwhile_can_be_asked_again()
    {
        var job = await SubmitAndClaimAsync();
        var page = Open();
        await CompleteAsync(job, "All of it");

        await page.Button("Cancel transcript").ClickAsync(new());

        page.WaitForAssertion(() => Assert.False(page.Button("Cancel transcript").IsDisabled));
        Assert.Null(page.Alert);
        Assert.Equal(StatusState.Completed, (await ReadAsync(Transcript())).Message.Status);
    }

    [Theory]
    [InlineData("UPDATE revisions")]
    [InlineData("UPDATE \"statuses\"")]
    public async Task Request_that_the_database_did_not_take_is_said_and_can_be_made_again(string statement)
    {
        await SubmitAsync();
        var page = Open();
        Gate.Before = sql => sql.Contains(statement, StringComparison.Ordinal) ? throw Away() : Task.CompletedTask;

        await page.Button("Cancel transcript").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("The database does not answer, so nothing was changed. Try again in a moment.", page.Alert));

        Gate.Before = null;
        await page.Button("Cancel transcript").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Null(page.Alert));
        Assert.Equal(StatusState.Cancelled, (await ReadAsync(Transcript())).Message.Status);
    }

    [Fact]
    public async Task Unknown_video_is_started_from_its_page()
    {
        var page = Open();

        await page.Button("Watch it in English").ClickAsync(new());
        Assert.Equal("/videos/talk", Address);
        await AnnounceAsync(Transcript());

        page.WaitForAssertion(() => Assert.Contains("Waiting for a worker", page.Region("Transcript").Words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Unknown_video_started_in_another_language_is_shown_in_it()
    {
        var page = Open();

        await page.Button("Watch it in Türkçe").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("Waiting for a worker", page.Region("Transcript").Words, StringComparison.Ordinal));
        Assert.Equal("/videos/talk?language=tr", Address);
        Assert.Equal(1, Feed.Subscribers);
    }

    [Fact]
    public async Task Unknown_video_that_the_database_did_not_take_can_be_started_again()
    {
        var page = Open();
        Gate.Before = _ => throw Away();

        await page.Button("Watch it in English").ClickAsync(new());

        page.WaitForAssertion(() => Assert.StartsWith("The database does not answer", page.Alert, StringComparison.Ordinal));
        Assert.False(page.Button("Watch it in English").IsDisabled);
    }
}
