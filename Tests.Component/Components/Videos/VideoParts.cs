using BlazorApp.Components.Videos;
using Bunit;
using Pipeline.Status;
using Pipeline.Storage;
using Xunit;

namespace Tests.Component.Components.Videos;

/// <summary>A video in the list and at the head of its page.</summary>
public sealed class VideoParts : StoreTest
{
    [Fact]
    public void Card_leads_to_its_video_and_names_each_status()
    {
        var card = Card(
            new StatusChange(Transcript(), Message(StatusState.Completed)),
            new StatusChange(Summary(), Message(StatusState.Processing) with { Progress = 0.5 }));

        Assert.Equal("Keeping <b>bees</b>", card.Find("article").Name);
        Assert.Equal("/videos/talk", card.Find("h3 a").GetAttribute("href"));
        Assert.Equal(["Transcript · Completed", "Summary · Working 50 %"], card.FindAll(".status").Select(status => status.Words));
    }

    [Fact]
    public void Card_has_a_line_per_language_its_own_first()
    {
        var card = Card(
            new StatusChange(Transcript(language: "de"), Message(StatusState.Failed)),
            new StatusChange(Transcript(), Message(StatusState.Completed)));

        Assert.Equal(["English Transcript · Completed", "de Transcript · Failed"], card.FindAll("p").Select(line => line.Words));
        Assert.Equal(
            ["/videos/talk?language=en", "/videos/talk?language=de"], card.FindAll("p a").Select(language => language.GetAttribute("href")));
    }

    [Fact]
    public void Card_without_news_calls_what_runs_paused()
    {
        var card = Card(new StatusChange(Transcript(), Message(StatusState.Processing)));
        Assert.DoesNotContain("paused", card.Markup, StringComparison.Ordinal);

        card.Render(with => with.Add(card => card.Live, false));

        Assert.Equal("Transcript · Transcribing · updates paused", card.Find(".status").Words);
    }

    [Fact]
    public async Task Header_has_one_language_as_a_word_and_several_as_links_and_offers_the_others()
    {
        await SubmitAsync(title: "Keeping bees", link: "https://www.youtube.com/watch?v=talk");
        var header = await HeaderAsync();
        Assert.Equal("Keeping bees Live English + Türkçe Tell me when it is done Watch on YouTube (opens a new tab) Delete", header.Find(".video-title").Words);
        Assert.Empty(header.FindAll("nav"));
        Assert.Equal("/videos/talk?language=tr", header.Find("a.tag[lang=tr]").GetAttribute("href"));

        await SubmitAsync(language: "tr");
        header = await HeaderAsync();

        Assert.Equal(["English", "Türkçe"], header.FindAll("nav[aria-label=Languages] a").Select(language => language.Words));
        Assert.Equal("English", header.Find("[aria-current=page]").Words);
        Assert.DoesNotContain("+", header.Markup, StringComparison.Ordinal);
        Assert.Equal("/videos/talk?language=en&beside=tr", header.FindAll("a").Single(link => link.Words == "Side by side").GetAttribute("href"));
    }

    [Fact]
    public async Task Header_says_when_news_do_not_arrive()
    {
        await SubmitAsync();
        var header = await HeaderAsync();
        Assert.Contains("Live", header.Find(".strip").Words, StringComparison.Ordinal);

        header.Render(with => with.Add(header => header.Live, false));

        Assert.Contains("Paused", header.Find(".strip").Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Box_says_which_find_its_reader_is_at()
    {
        var job = await SubmitAndClaimAsync();
        await ReportAsync(job, Lines(0, 3));
        var search = new TranscriptSearch(Results, (await ShowAsync()).Of(StatusKind.Transcript));
        await search.SearchAsync("Line", Cancel);
        var box = Render<FindBox>(with => with.Add(box => box.Search, search));
        Assert.Equal("1 of 3", box.Find(".find-count").Words);

        search.Step(1);
        box.Render();

        Assert.Equal("2 of 3", box.Find(".find-count").Words);
    }

    [Fact]
    public void Bar_says_whether_all_are_selected_and_offers_the_languages_of_the_page()
    {
        var bar = Render<LibraryBar>(with => with
            .Add(bar => bar.Address, LibraryAddress.Read(null, null, null, null, null, null))
            .Add(bar => bar.View, LibraryView.Cards).Add(bar => bar.Seen, []).Add(bar => bar.AllSelected, false));
        Assert.False(bar.Find(".shelf-all input").HasAttribute("checked"));
        Assert.Empty(bar.FindAll("option[value=nl]"));

        bar.Render(with => with.Add(bar => bar.AllSelected, true).Add(bar => bar.Seen, ["nl"]));

        Assert.True(bar.Find(".shelf-all input").HasAttribute("checked"));
        Assert.Single(bar.FindAll("option[value=nl]"));
    }

    [Fact]
    public async Task Heading_begins_with_the_state()
    {
        var job = await SubmitAndClaimAsync();
        Assert.Equal("… · talk · Live", Heading.Of(await ShowAsync()));

        await ReportAsync(job, Lines(0, 1), progress: 0.42, title: "Keeping bees");
        Assert.Equal("42 % · Keeping bees · Live", Heading.Of(await ShowAsync()));

        await CompleteAsync(job, "All of it");
        Assert.Equal("… · Keeping bees · Live", Heading.Of(await ShowAsync())); // the summary is next

        await CompleteAsync(await ClaimAsync(), "In brief");
        Assert.Equal("✓ Keeping bees · Live", Heading.Of(await ShowAsync()));
    }

    [Fact]
    public async Task Heading_says_that_it_failed()
    {
        await Jobs.FailAsync(await SubmitAndClaimAsync(), new StatusError("source_unavailable", "Private."), Cancel);

        Assert.Equal("Failed · talk · Live", Heading.Of(await ShowAsync()));
    }

    private IRenderedComponent<VideoCard> Card(params StatusChange[] statuses) => Render<VideoCard>(with => with
        .Add(card => card.Live, true)
        .Add(card => card.Video, new VideoView("talk", "Keeping <b>bees</b>", Source: null, "en", Clock.GetUtcNow(), statuses)));

    private async Task<IRenderedComponent<VideoHeader>> HeaderAsync()
    {
        var video = await ShowAsync();
        return Render<VideoHeader>(with => with.Add(header => header.Video, video).Add(header => header.Live, true));
    }
}
