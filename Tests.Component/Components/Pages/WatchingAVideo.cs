using BlazorApp.Components.Videos;
using Bunit;
using Microsoft.AspNetCore.Components.Web;
using Pipeline.Status;
using Xunit;

namespace Tests.Component.Components.Pages;

public sealed class WatchingAVideo : PageTest
{
    [Fact]
    public async Task Transcript_is_followed_by_its_summary_to_the_end()
    {
        var job = await SubmitAndClaimAsync();
        var page = Open();
        Assert.Contains("Waiting for the transcript", page.Region("Summary").Words, StringComparison.Ordinal);

        await CompleteAsync(job, "All of it");
        await AnnounceAsync(Transcript());
        await AnnounceAsync(Summary());
        page.WaitForAssertion(() => Assert.Contains("Waiting for a worker", page.Region("Summary").Words, StringComparison.Ordinal));
        Assert.Equal("Transcript: Completed.", page.Find("[aria-label=Progress]").Words);

        await CompleteAsync(await ClaimAsync(), "In brief");
        await AnnounceAsync(Summary());
        page.WaitForAssertion(() => Assert.Equal("Summary Completed Download Text Markdown JSON In brief", page.Region("Summary").Words));
        Assert.Equal("Transcript Completed Download Text Markdown JSON All of it", page.Region("Transcript").Words);
        Assert.Equal("Summary: Completed.", page.Find("[aria-label=Progress]").Words);
        Assert.Empty(page.FindAll("[role=progressbar]"));
    }

    [Fact]
    public async Task Page_of_an_unknown_video_listens_and_shows_it_once_anybody_starts_it()
    {
        var page = Open();
        Assert.Equal("Nobody has submitted this video yet", page.Find("h1").Words);

        await SubmitAsync(title: "Keeping bees");
        await AnnounceAsync(Transcript());

        page.WaitForAssertion(() => Assert.Equal("Keeping bees", page.Find("h1").Words));
        Assert.Contains("Waiting for a worker", page.Region("Transcript").Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_of_another_video_stays_away()
    {
        await SubmitAsync();
        await SubmitAsync("other");
        var page = Open();
        var before = page.Markup;

        await AnnounceAsync(Transcript("other"));
        Assert.Equal(before, page.Markup);

        await Submissions.CancelAsync(Transcript(), Cancel);
        await AnnounceAsync(Transcript());
        page.WaitForAssertion(() => Assert.Contains("Cancelled", page.Region("Transcript").Words, StringComparison.Ordinal));
        Assert.Equal("talk", page.Find("h1").Words);
    }

    [Fact]
    public async Task Progress_of_the_transcript_redraws_nothing_that_does_not_show_it()
    {
        var job = await SubmitAndClaimAsync();
        await ReportAsync(job, Lines(0, 3), progress: 0.5);
        var page = Open();
        await ReportAsync(job, [], progress: 0.501);
        await AnnounceAsync(Transcript());
        var (line, quiet) = (page.FindComponent<StatusLine>(), Quiet());
        var before = quiet.Select(part => part.RenderCount).ToList();
        var drawn = line.RenderCount;

        await ReportAsync(job, [], progress: 0.502);
        await AnnounceAsync(Transcript());
        page.WaitForAssertion(() => Assert.True(line.RenderCount > drawn));

        Assert.Equal(before, quiet.Select(part => part.RenderCount));

        List<IRenderedComponent<Microsoft.AspNetCore.Components.IComponent>> Quiet() =>
        [
            page.FindComponent<VideoHeader>(), page.FindComponent<SummaryPane>(), page.FindComponent<TranscriptLines>(), page.FindComponent<FindBox>(),
            page.FindComponent<StatusAction>(), page.FindComponent<VideoTab>(),
        ];
    }

    [Fact]
    public async Task Language_in_the_address_is_the_one_that_is_shown()
    {
        await SubmitAsync();
        await SubmitAsync(language: "tr");
        await CompleteAsync(await ClaimAsync(), "In English");
        await CompleteAsync(await ClaimAsync(), "Türkçe metin");

        Assert.Equal(["In English"], Open().Paragraphs);
        Assert.Equal(["Türkçe metin"], Open(query: "?language=tr").Paragraphs);
        Assert.Equal(["In English"], Open(query: "?language=<script>").Paragraphs);
    }

    [Fact]
    public async Task Without_news_the_page_says_that_what_it_shows_may_be_old()
    {
        await SubmitAndClaimAsync();
        Assert.DoesNotContain("paused", Open().Region("Transcript").Words, StringComparison.Ordinal);

        Assert.Contains("Transcribing · updates paused", Open(live: false).Region("Transcript").Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tab_says_how_far_it_is()
    {
        var job = await SubmitAndClaimAsync();
        var page = Open();
        Assert.Equal("… · talk · Live", Title());

        await ReportAsync(job, Lines(0, 1), progress: 0.42);
        await AnnounceAsync(Transcript());

        page.WaitForAssertion(() => Assert.Contains("42 %", page.Region("Transcript").Words, StringComparison.Ordinal));
        Assert.Equal("42 % · talk · Live", Title());

        string Title() => Render(page.FindComponent<PageTitle>().Instance.ChildContent!).Markup;
    }
}
