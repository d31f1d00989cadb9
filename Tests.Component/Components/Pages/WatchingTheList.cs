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
    public async Task Older_ones_are_one_step_away_and_in_the_address()
    {
        for (var number = 1; number <= 21; number++)
            await SubmitAsync($"talk-{number}");
        var page = OpenList();
        Assert.Equal((20, "/?show=40"), (Titles(page).Count, page.Find(".older a").GetAttribute("href")));

        Navigation.NavigateTo("/?show=40");

        page.WaitForAssertion(() => Assert.Equal(21, Titles(page).Count));
        Assert.Empty(page.FindAll(".older"));
        Assert.Equal(1, Feed.Subscribers);
    }

    [Fact]
    public async Task Address_that_changes_twice_at_once_leaves_one_subscription_and_its_last_list()
    {
        for (var number = 1; number <= 31; number++)
            await SubmitAsync($"talk-{number}");
        var page = OpenList();

        // In one turn of the dispatcher, so that the first change certainly waits while the second begins.
        await page.InvokeAsync(() =>
        {
            Navigation.NavigateTo("/?show=25");
            Navigation.NavigateTo("/?show=30");
        });

        page.WaitForAssertion(() => Assert.Equal(30, Titles(page).Count));
        await Fixtures.Wait.For(() => Feed.Subscribers == 1, "one subscription");
        await DisposeComponentsAsync();
        Assert.Equal(0, Feed.Subscribers);
    }

    private static IReadOnlyList<string> Titles(IRenderedComponent<VideoList> page) => [.. page.FindAll("article h2").Select(title => title.Words)];
}
