using Bunit;
using Microsoft.AspNetCore.Components;
using Pipeline.Status;
using Xunit;
using VideoList = BlazorApp.Components.Pages.Videos;

namespace Tests.Component.Components.Pages;

public sealed class WatchingTheList : PageTest
{
    [Fact]
    public async Task Change_during_the_first_render_is_not_lost()
    {
        await SubmitAsync();
        var published = false;
        Gate.Before = async sql =>
        {
            if (published || !sql.Contains("\"videos\"", StringComparison.Ordinal))
                return;
            published = true;
            Feed.Publish(await ReadAsync(Transcript()) with { Order = 99, Message = Message(StatusState.Failed, revision: 99) });
        };

        var page = OpenList();

        page.WaitForAssertion(() => Assert.Equal("Transcript · Failed", page.Find(".status").Words));
    }

    [Fact]
    public async Task Older_ones_are_one_step_away_and_the_newer_ones_one_step_back()
    {
        for (var number = 1; number <= 61; number++)
            await SubmitAsync($"talk-{number}");
        var page = OpenList();
        Assert.Equal(60, Titles(page).Count);
        Assert.Empty(page.FindAll("a[rel=prev]"));

        Navigation.NavigateTo(page.Find("a[rel=next]").GetAttribute("href")!);

        page.WaitForAssertion(() => Assert.Equal(["talk-1"], Titles(page)));
        Assert.Empty(page.FindAll("a[rel=next]"));
        Assert.Equal(1, Feed.Subscribers);
        await SubmitAsync("newer");
        await AnnounceAsync(Transcript("newer"));
        page.WaitForAssertion(() => Assert.Equal("1 new video", page.Find(".arrivals a").Words));
        Assert.Equal(["talk-1"], Titles(page));

        Navigation.NavigateTo(page.Find("a[rel=prev]").GetAttribute("href")!);
        page.WaitForAssertion(() => Assert.Equal("talk-61", Titles(page)[0]));
        Navigation.NavigateTo(page.Find(".pages a:not([rel])").GetAttribute("href")!);
        page.WaitForAssertion(() => Assert.Equal("newer", Titles(page)[0]));
        Assert.Empty(page.FindAll(".arrivals"));
    }

    [Fact]
    public async Task Address_that_changes_twice_at_once_leaves_one_subscription_and_its_last_list()
    {
        await SubmitAsync("english");
        await SubmitAsync("turkish", "tr");
        var page = OpenList();
        Assert.Equal(2, Titles(page).Count);

        // In one turn of the dispatcher, so that the first change certainly waits while the second begins.
        await page.InvokeAsync(() =>
        {
            Navigation.NavigateTo("/?language=en");
            Navigation.NavigateTo("/?language=tr");
        });

        page.WaitForAssertion(() => Assert.Equal(["turkish"], Titles(page)));
        await Fixtures.Wait.For(() => Feed.Subscribers == 1, "one subscription");
        await DisposeComponentsAsync();
        Assert.Equal(0, Feed.Subscribers);
    }

    private static IReadOnlyList<string> Titles(IRenderedComponent<VideoList> page) => [.. page.FindAll("article h3").Select(title => title.Words)];
}
