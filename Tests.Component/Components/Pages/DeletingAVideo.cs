using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Jobs;
using Pipeline.Status;
using Xunit;

namespace Tests.Component.Components.Pages;

/// <summary>A video's page turns for everybody who watches it, and back.</summary>
public sealed class DeletingAVideo : PageTest
{
    private Deletions Deletions => Services.GetRequiredService<Deletions>();

    [Fact]
    public async Task Everybody_who_watches_sees_it_deleted_and_had_back()
    {
        var job = await SubmitAndClaimAsync();
        await ReportAsync(job, Lines(0, 2));
        var (page, other) = (Open(), Open());
        Assert.Equal((2, 2), (page.Lines.Count, other.Lines.Count));

        await page.Button("Delete this video").ClickAsync(new());
        await AnnounceAsync(Transcript());

        foreach (var visit in new[] { page, other })
        {
            visit.WaitForAssertion(() => Assert.Equal("This video was deleted", visit.Find("h1").Words));
            Assert.Empty(visit.Lines);
            Assert.Equal(["Undo"], visit.Buttons);
        }

        await other.Button("Undo").ClickAsync(new());
        await AnnounceAsync(Transcript());

        foreach (var visit in new[] { page, other })
        {
            visit.WaitForAssertion(() => Assert.Equal("talk", visit.Find("h1").Words));
            Assert.Equal(2, visit.Lines.Count);
            Assert.Contains("Waiting for a worker", visit.Region("Transcript").Words, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Whoever_asked_sees_it_at_once_also_while_no_news_arrive()
    {
        await SubmitAsync();
        var page = Open();

        await page.Button("Delete this video").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("This video was deleted", page.Find("h1").Words));

        await page.Button("Undo").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("talk", page.Find("h1").Words));
        var job = await ClaimAsync();
        await AnnounceAsync(job.Key);
        page.WaitForAssertion(() => Assert.Contains("Transcribing", page.Region("Transcript").Words, StringComparison.Ordinal));
        Assert.Equal(1, Feed.Subscribers);
    }

    [Fact]
    public async Task Page_of_a_deleted_video_says_so_from_the_start()
    {
        await SubmitAsync();
        await Deletions.DeleteAsync("talk", Cancel);

        Assert.Equal("This video was deleted", Open().Find("h1").Words);
    }

    [Fact]
    public async Task What_the_database_did_not_take_is_said_and_can_be_asked_again()
    {
        await SubmitAsync();
        var page = Open();
        Gate.Before = _ => throw Away();

        await page.Button("Delete this video").ClickAsync(new());

        page.WaitForAssertion(() => Assert.StartsWith("The database does not answer", page.Alert, StringComparison.Ordinal));
        Assert.False(page.Button("Delete this video").IsDisabled);
        Gate.Before = null;
        await page.Button("Delete this video").ClickAsync(new());
        await AnnounceAsync(Transcript());
        page.WaitForAssertion(() => Assert.Equal("This video was deleted", page.Find("h1").Words));
    }

    [Fact]
    public async Task How_a_deleted_one_ends_is_not_said()
    {
        var job = await SubmitAndClaimAsync();
        var page = Open();
        await Deletions.DeleteAsync("talk", Cancel);
        await Jobs.ConfirmCancelledAsync(job, Cancel);
        await AnnounceAsync(Transcript());
        page.WaitForAssertion(() => Assert.Equal("This video was deleted", page.Find("h1").Words));

        await Deletions.RestoreAsync("talk", Cancel);
        await AnnounceAsync(Transcript());

        page.WaitForAssertion(() => Assert.Equal("", page.Find("[aria-label=Progress]").Words));
    }
}
