using BlazorApp.Components.Pages;
using BlazorApp.Status;
using Bunit;
using Xunit;

namespace Tests.Component.Components.Pages;

/// <summary>The diagnostics page.</summary>
public sealed class LookingInside : PageTest
{
    [Fact]
    public void Trouble_stands_out_among_the_figures()
    {
        var page = Render<Diagnostics>();

        Assert.Contains("Connection Unreachable", page.Region("Redis").Words, StringComparison.Ordinal);
        Assert.Contains("Connection", page.FindAll(".figure.is-bad dt").Select(figure => figure.Words));
        Assert.Contains("transcript:status Unknown", page.Region("Subscriptions").Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_follow_every_second_until_the_page_is_left()
    {
        var page = Render<Diagnostics>();
        Assert.Contains("Watching the feed 0", page.Region("Here now").Words, StringComparison.Ordinal);

        using var watcher = Feed.Subscribe(StatusFilter.All);
        await Fixtures.Wait.For(
            () =>
            {
                Clock.Advance(TimeSpan.FromSeconds(1));
                return page.Region("Here now").Words.Contains("Watching the feed 1", StringComparison.Ordinal);
            },
            "the figure");

        await DisposeComponentsAsync();
        Clock.Advance(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void Round_trip_says_why_it_was_not_made()
    {
        var page = Render<Diagnostics>();
        Assert.Equal("", page.Find("[aria-label='Round trip result']").Words);

        page.Button("Run a round trip").Click();

        page.WaitForAssertion(() => Assert.EndsWith("is unreachable.", page.Find("[aria-label='Round trip result']").Words, StringComparison.Ordinal));
        Assert.False(page.Button("Run a round trip").IsDisabled);
    }
}
