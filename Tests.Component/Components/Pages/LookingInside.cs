using System.Text.Json;
using BlazorApp.Diagnostics;
using BlazorApp.Status;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Status;
using Xunit;
using Diagnostics = BlazorApp.Components.Pages.Diagnostics;

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

    [Fact]
    public void Broken_hop_is_named_and_what_it_means_is_said_in_words()
    {
        var page = Render<Diagnostics>();

        var broken = Assert.Single(page.FindAll(".path-hop.is-broken"));
        Assert.StartsWith("Redis Broken", broken.Words, StringComparison.Ordinal);
        Assert.Contains("nothing moves live. Workers go on and save", page.Find("[aria-label='What this means']").Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Chart_says_its_figures_to_those_who_do_not_see_it()
    {
        var history = Services.GetRequiredService<DiagnosticsHistory>();
        history.Take();
        using var one = Feed.Subscribe(StatusFilter.All);
        Feed.Publish(new StatusChange(Transcript(), Message(StatusState.Queued)));
        Clock.Advance(TimeSpan.FromSeconds(1));
        history.Take();

        var page = Render<Diagnostics>();

        var label = Assert.Single(page.FindAll(".chart svg"), chart => chart.Name.StartsWith("Messages", StringComparison.Ordinal)).Name;
        Assert.Equal("Messages: in 0/s, out 1/s. At most 1/s in the last five minutes.", label);
        Assert.Equal(6, page.FindAll(".chart svg[role=img]").Count);
        Assert.Empty(page.FindAll("[style]"));
    }

    [Fact]
    public async Task Events_are_those_of_the_address_and_another_filter_changes_the_address()
    {
        await HearAsync("lighthouse", 1);
        await HearAsync("bees", 2);
        await HearAsync("bees", 1);
        Navigation.NavigateTo("/diagnostics?video=bee&outcome=late");
        var page = Render<Diagnostics>();
        Assert.Equal(["bees transcript · en"], Videos(page));
        Assert.Equal("bee", page.Find("input[name=video]").GetAttribute("value"));
        Assert.Equal($"{Clock.GetUtcNow().ToUnixTimeMilliseconds()}", page.Find(".events-time time-at[tenths]").GetAttribute("at"));

        await page.Find("select[name=outcome]").ChangeAsync(new() { Value = "" });

        Assert.Equal("/diagnostics?video=bee", Address);
        Assert.Equal(["bees transcript · en", "bees transcript · en"], Videos(page));
        await page.Find("input[name=video]").ChangeAsync(new() { Value = "" });
        Assert.Equal("/diagnostics", Address);
        Assert.Equal(3, Videos(page).Count);
        await page.Find("select[name=kind]").ChangeAsync(new() { Value = "summary" });
        Assert.Equal("/diagnostics?kind=summary", Address);
        Assert.Contains("None of the last events is like that.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_that_are_paused_stand_still_until_they_go_on()
    {
        await HearAsync("lighthouse", 1);
        var page = Render<Diagnostics>();
        await Fixtures.Wait.For(() => page.Markup.Contains("Here now", StringComparison.Ordinal), "the page to have read"); // with which its list begins
        await page.Button("Pause").ClickAsync(new());

        await HearAsync("bees", 1);
        await PassAsync(page);
        Assert.Equal(["lighthouse transcript · en"], Videos(page));

        await page.Button("Go on").ClickAsync(new()); // awaited: the page may be drawing what the clock brought
        Assert.Equal(["bees transcript · en", "lighthouse transcript · en"], Videos(page));
    }

    private static IReadOnlyList<string> Videos(IRenderedComponent<Diagnostics> page) =>
        [.. page.FindAll(".events tbody td:nth-child(2)").Select(cell => cell.Words)];

    // A second after which the page has read anew, which the watchers it counts give away.
    private async Task PassAsync(IRenderedComponent<Diagnostics> page)
    {
        using var watcher = Feed.Subscribe(StatusFilter.All);
        await Fixtures.Wait.For(
            () =>
            {
                Clock.Advance(TimeSpan.FromSeconds(1));
                return page.Region("Here now").Words.Contains("Watching the feed 1", StringComparison.Ordinal);
            },
            "the page to read anew");
    }

    private async Task HearAsync(string video, long revision) => await Services.GetRequiredService<StatusIntake>().TakeAsync(
        StatusKind.Transcript, JsonSerializer.SerializeToUtf8Bytes(Message(StatusState.Processing, revision, Transcript(video)), StatusJson.Wire.StatusMessage), isLast: false, Cancel);
}
