using BlazorApp.Components.Videos;
using Bunit;
using Xunit;

namespace Tests.Component.Components.Videos;

public sealed class UnknownVideos : StoreTest
{
    private readonly List<string> submitted = [];

    [Fact]
    public async Task Unknown_video_is_offered_in_every_language_by_one_press()
    {
        var page = Page(await ShowAsync());
        Assert.Equal("Nobody has submitted this video yet", page.Find("h1").Words);
        Assert.Equal(["Watch it in English", "Watch it in Türkçe"], page.Buttons);

        page.Button("Watch it in Türkçe").Click();

        Assert.Equal(["tr"], submitted);
    }

    [Fact]
    public async Task Known_video_is_offered_in_the_language_asked_for_and_shown_in_those_there_are()
    {
        await SubmitAsync();

        var page = Page(await ShowAsync(language: "tr"));

        Assert.Equal("Nobody has asked for this video in Türkçe yet", page.Find("h1").Words);
        Assert.Equal(["Watch it in Türkçe"], page.Buttons);
        Assert.Equal(("English", "/videos/talk?language=en"), (page.Find("a").Words, page.Find("a").GetAttribute("href")));
    }

    [Fact]
    public async Task Language_that_is_not_offered_can_not_be_submitted()
    {
        await SubmitAsync();

        var page = Page(await ShowAsync(language: "xx"));

        Assert.Equal("Nobody has asked for this video in xx yet", page.Find("h1").Words);
        Assert.Empty(page.Buttons);
    }

    [Fact]
    public async Task Busy_page_and_one_that_is_not_connected_take_no_press()
    {
        var page = Page(await ShowAsync());
        Assert.All(page.FindAll("button"), button => Assert.False(button.IsDisabled));

        page.Render(with => with.Add(page => page.Busy, true));
        Assert.All(page.FindAll("button"), button => Assert.True(button.IsDisabled));

        Prerender();
        Assert.All(Page(await ShowAsync()).FindAll("button"), button => Assert.True(button.IsDisabled));
    }

    [Fact]
    public async Task Problem_is_said_at_once()
    {
        var page = Page(await ShowAsync());
        Assert.Null(page.Alert);

        page.Render(with => with.Add(page => page.Problem, "The database does not answer."));

        Assert.Equal("The database does not answer.", page.Alert);
    }

    [Fact]
    public async Task Page_says_whether_it_listens()
    {
        var page = Page(await ShowAsync());
        Assert.Equal("Live", page.Find(".strip").Words);

        page.Render(with => with.Add(page => page.Live, false));

        Assert.Equal("Paused", page.Find(".strip").Words);
    }

    private IRenderedComponent<UnknownVideo> Page(ShownVideo video) => Render<UnknownVideo>(with => with
        .Add(page => page.Video, video).Add(page => page.Live, true).Add(page => page.Busy, false).Add(page => page.Problem, null)
        .Add(page => page.OnSubmit, submitted.Add));
}
