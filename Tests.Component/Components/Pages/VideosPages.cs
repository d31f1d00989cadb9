using BlazorApp.Components.Pages;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Status;
using Pipeline.Storage;
using Xunit;

namespace Tests.Component.Components.Pages;

/// <summary>The list of videos: live states, new ones on top, submitting, and that it leaves nothing behind.</summary>
public sealed class VideosPages : StoreTest
{
    [Fact]
    public void Empty_list_explains_itself()
    {
        var page = Open();

        Assert.Contains("No videos yet", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("article"));
    }

    [Fact]
    public async Task State_of_a_video_changes_where_it_stands()
    {
        var job = await SubmitAndClaimAsync();
        var page = Open();
        Assert.DoesNotContain("Completed", page.Find("article").Words, StringComparison.Ordinal);

        await CompleteAsync(job, "The whole talk");
        await AnnounceAsync(Transcript());

        page.WaitForAssertion(() => Assert.Contains("Completed", Assert.Single(page.FindAll("article")).Words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Video_that_is_new_appears_on_top()
    {
        await SubmitAsync("older", title: "Older");
        var page = Open();
        Assert.Equal("Older", Assert.Single(page.FindAll("article h3, article h2")).Words);

        await SubmitAsync("newer", title: "Newer");
        await AnnounceAsync(Transcript("newer"));

        page.WaitForAssertion(() => Assert.Equal(["Newer", "Older"], page.FindAll("article h3, article h2").Select(title => title.Words)));
    }

    [Fact]
    public async Task Submitting_queues_the_video_and_opens_its_page()
    {
        var page = Open();

        await page.Find("textarea").ChangeAsync(new ChangeEventArgs { Value = "https://youtu.be/Vhlwk1HcFdI" });
        await page.Find("form").SubmitAsync();

        Assert.EndsWith("/videos/Vhlwk1HcFdI?language=en", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.NotNull(await Store.GetVideoAsync("Vhlwk1HcFdI", Cancel));
    }

    [Fact]
    public async Task Garbage_is_refused_with_words_that_say_what_to_paste()
    {
        var page = Open();
        Assert.Null(page.Alert);

        await page.Find("textarea").ChangeAsync(new ChangeEventArgs { Value = "https://example.com/watch" });
        await page.Find("form").SubmitAsync();

        Assert.Contains(VideoSource.Accepted, page.Alert, StringComparison.Ordinal);
        Assert.Empty((await Library.GetPageAsync(new VideoQuery(10), Cancel)).Videos);
    }

    [Fact]
    public async Task Page_that_goes_unsubscribes()
    {
        Open();
        Assert.Equal(1, Feed.Subscribers);

        await DisposeComponentsAsync();

        Assert.Equal(0, Feed.Subscribers);
    }

    [Fact]
    public void Prerendered_list_subscribes_to_nothing()
    {
        Prerender();

        Open();

        Assert.Equal(0, Feed.Subscribers);
    }

    private IRenderedComponent<BlazorApp.Components.Pages.Videos> Open() =>
        Render<BlazorApp.Components.Pages.Videos>(parameters => parameters.AddCascadingValue(Healthy));
}
