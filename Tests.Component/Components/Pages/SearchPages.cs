using Bunit;
using Microsoft.AspNetCore.Components;
using Pipeline.Search;
using Pipeline.Status;
using Xunit;
using SearchAt = BlazorApp.Components.Pages.Search;

namespace Tests.Component.Components.Pages;

/// <summary>The search: what it finds and where that leads, that it goes on finding, and its other faces.</summary>
public sealed class SearchPages : PageTest
{
    [Fact]
    public async Task Result_shows_the_line_and_leads_to_its_moment()
    {
        await MakeAsync("talk", "A keeper's night", "The sea was calm.", "Then the IŞIK went out.", "Nobody saw it.");

        var page = OpenSearch("?q=isik");

        var hit = Assert.Single(page.FindAll("article"));
        Assert.Equal("A keeper's night", hit.Name);
        Assert.Equal("/videos/talk?language=en&t=6&q=isik", page.Find("article h2 a").GetAttribute("href"));
        Assert.Equal(["Transcript", "English", "at 0:06"], page.FindAll(".hit-facts > span").Select(fact => fact.Words));
        Assert.Equal("IŞIK", page.Find("article .hit-text mark").Words);
        Assert.Equal("1 result", page.Find("[role=status]").Words);
        Assert.Equal("isik", page.Find("input[name=q]").GetAttribute("value"));
    }

    [Fact]
    public async Task Line_that_begins_within_a_second_is_the_one_that_is_led_to()
    {
        var job = await SubmitAndClaimAsync("talk");
        await ReportAsync(job, [new Segment(0, 6.4, 12.98, "The sea was calm."), new Segment(1, 12.98, 20, "Then the light went out.")], title: "Night");
        await CompleteAsync(job, "The sea was calm. Then the light went out.");
        var address = OpenSearch("?q=light").Find("article h2 a").GetAttribute("href")!;
        Assert.Equal("/videos/talk?language=en&t=12.98&q=light", address);

        var page = Open("talk", address[address.IndexOf('?', StringComparison.Ordinal)..]);

        page.WaitForAssertion(() => Assert.EndsWith("Then the light went out.", page.Find(".segment.is-sought").Words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Title_is_marked_and_found_before_there_is_a_text()
    {
        await SubmitAsync(title: "The İstanbul ferry");

        var page = OpenSearch("?q=istanbul");

        Assert.Equal("İstanbul", page.Find("article h2 mark").Words);
        Assert.Equal(["Title", "English"], page.FindAll(".hit-facts > span").Select(fact => fact.Words));
        Assert.Equal("/videos/talk?language=en&q=istanbul", page.Find("article h2 a").GetAttribute("href"));
        Assert.Equal("İstanbul", Open("talk", "?language=en&q=istanbul").Find("h1 mark").TextContent);
        Assert.Equal("The İstanbul ferry", Open("talk", "?language=en").Find("h1").InnerHtml);
    }

    [Fact]
    public async Task Summary_that_was_found_is_led_to_with_its_words_which_its_page_marks()
    {
        var transcript = await SubmitAndClaimAsync();
        await CompleteAsync(transcript, "Nothing of it.");
        await CompleteAsync(await ClaimAsync(), "In short.\nIt is about bread & salt.");

        var page = OpenSearch("?q=bread+%26+salt");

        Assert.Equal("Summary", page.Find(".hit-facts > span").Words);
        var address = page.Find("article h2 a").GetAttribute("href")!;
        Assert.Equal("/videos/talk?language=en&q=bread%20%26%20salt", address);
        var video = Open("talk", address[address.IndexOf('?', StringComparison.Ordinal)..]);
        Assert.Equal(["bread", "salt"], video.FindAll(".summary first-find mark").Select(mark => mark.TextContent));
    }

    [Fact]
    public async Task Transcript_without_lines_that_was_found_marks_the_words_in_its_text()
    {
        await CompleteAsync(await SubmitAndClaimAsync(), "In short.\nIt is about bread.");

        var page = Open("talk", "?language=en&q=bread");

        Assert.Equal("bread", page.Find(".transcript first-find mark").TextContent);
    }

    [Fact]
    public void Who_has_not_asked_yet_is_told_how()
    {
        var page = OpenSearch();

        Assert.Equal("Find the moment it was said", page.Find(".face-words").Words);
        Assert.Equal(("", null), (page.Find("[role=status]").Words, page.Alert));
        Assert.Equal(("get", "/search"), (page.Find("form").GetAttribute("method"), page.Find("form").GetAttribute("action")));
        Assert.Equal(0, Feed.Subscribers);
    }

    [Fact]
    public async Task What_is_typed_becomes_the_address_and_is_found()
    {
        await MakeAsync("talk", "Talk", "About bread & salt.");
        var page = OpenSearch();

        await page.Find("input[name=q]").InputAsync(new ChangeEventArgs { Value = " bread & salt " });
        await page.Find("form").SubmitAsync();

        Assert.Equal("/search?q=bread%20%26%20salt", Address);
        page.WaitForAssertion(() => Assert.Single(page.FindAll("article")));
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("%22*%F0%9F%98%80")]
    public async Task Nothing_found_says_what_to_try(string q)
    {
        await MakeAsync("talk", "Talk", "About bread.");

        var page = OpenSearch($"?q={q}");

        Assert.StartsWith("Nothing found for “", page.Find(".face-words").Words, StringComparison.Ordinal);
        Assert.Contains("Try fewer words", page.Find(".face").Words, StringComparison.Ordinal);
        Assert.Null(page.Alert);
    }

    [Fact]
    public async Task Text_that_is_too_long_is_not_cut_where_it_is_typed()
    {
        var page = OpenSearch();
        var text = new string('a', SearchQuery.MaxLength + 1);
        Assert.True(int.Parse(page.Find("input[name=q]").GetAttribute("maxlength")!, System.Globalization.CultureInfo.InvariantCulture) > text.Length);

        await page.Find("input[name=q]").InputAsync(new ChangeEventArgs { Value = text });
        await page.Find("form").SubmitAsync();

        Assert.Equal($"/search?q={text}", Address);
        page.WaitForAssertion(() => Assert.Equal("That is longer than 200 characters. A few words find more.", page.Alert));
        Assert.Empty(page.FindAll(".face"));
    }

    [Fact]
    public void Text_that_is_too_long_is_refused_beside_the_box()
    {
        var page = OpenSearch($"?q={new string('a', SearchQuery.MaxLength + 1)}");

        Assert.Equal("That is longer than 200 characters. A few words find more.", page.Alert);
        Assert.Empty(page.FindAll(".face"));
    }

    [Fact]
    public async Task Text_that_completes_meanwhile_appears()
    {
        await MakeAsync("older", "Older", "About bread.");
        var job = await SubmitAndClaimAsync();
        await ReportAsync(job, [new Segment(0, 0, 6, "More of bread.")], title: "Newer");
        var page = OpenSearch("?q=bread");
        Assert.Equal(["Older"], Titles(page));

        await CompleteAsync(job, "More of bread.");
        await AnnounceAsync(Transcript());

        page.WaitForAssertion(() => Assert.Equal(["Newer", "Older"], Titles(page).Order()));
        Assert.Equal("2 results", page.Find("[role=status]").Words);
    }

    [Fact]
    public async Task Texts_that_cannot_be_searched_are_found_by_themselves_later()
    {
        await MakeAsync("talk", "Talk", "About bread.");
        Gate.Before = _ => throw Away();
        var page = OpenSearch("?q=bread");
        page.WaitForAssertion(() => Assert.Equal("The texts can't be searched right now", page.Find(".face-words").Words));
        Assert.Equal(0, Feed.Subscribers);

        Gate.Before = null;

        Assert.True(SpinWait.SpinUntil(
            () =>
            {
                Clock.Advance(TimeSpan.FromSeconds(1));
                return page.InvokeAsync(() => page.FindAll("article").Count == 1).GetAwaiter().GetResult();
            },
            Fixtures.Wait.Patience));
        Assert.Equal(1, Feed.Subscribers);
    }

    [Fact]
    public async Task More_are_one_step_away_and_in_the_address()
    {
        for (var number = 1; number <= 21; number++)
            await SubmitAsync($"talk-{number}", title: $"Bread {number}");
        var page = OpenSearch("?q=bread");
        Assert.Equal((20, "The best 20 results"), (Titles(page).Count, page.Find("[role=status]").Words));
        Assert.Equal("/search?q=bread&show=40", page.Find(".older a").GetAttribute("href"));

        Navigation.NavigateTo("/search?q=bread&show=40");

        page.WaitForAssertion(() => Assert.Equal(21, Titles(page).Count));
        Assert.Empty(page.FindAll(".older"));
    }

    [Fact]
    public async Task Question_that_changes_twice_at_once_leaves_the_last_and_one_subscription()
    {
        await MakeAsync("a", "Bread", "About bread.");
        await MakeAsync("b", "Salt", "About salt.");
        var page = OpenSearch("?q=nothing");

        await page.InvokeAsync(() =>
        {
            Navigation.NavigateTo("/search?q=bread");
            Navigation.NavigateTo("/search?q=salt");
        });

        page.WaitForAssertion(() => Assert.Equal(["Salt"], Titles(page)));
        await Fixtures.Wait.For(() => Feed.Subscribers == 1, "one subscription");
        await DisposeComponentsAsync();
        Assert.Equal(0, Feed.Subscribers);
    }

    [Fact]
    public async Task First_answer_holds_what_was_found_and_subscribes_to_nothing()
    {
        await MakeAsync("talk", "Talk", "About bread.");
        Prerender();

        var page = OpenSearch("?q=bread");

        Assert.Equal(["Talk"], Titles(page));
        Assert.False(page.Find("input[name=q]").HasAttribute("readonly"));
        Assert.Equal(0, Feed.Subscribers);
    }

    [Fact]
    public async Task Text_stays_text()
    {
        await MakeAsync("talk", "<b>Bread</b>", "<script>alert('bread')</script>");

        var page = OpenSearch("?q=bread");

        Assert.Equal("<b>Bread</b>", page.Find("article h2 a").TextContent);
        Assert.Equal("<script>alert('bread')</script>", page.Find(".hit-text").TextContent);
        Assert.Empty(page.FindAll("script, b"));
    }

    private async Task MakeAsync(string video, string title, params string[] lines)
    {
        var job = await SubmitAndClaimAsync(video);
        await ReportAsync(job, [.. lines.Select((line, index) => new Segment(index, index * 6, (index * 6) + 6, line))], title: title);
        await CompleteAsync(job, string.Join('\n', lines));
        await Jobs.FailAsync(await ClaimAsync(), new StatusError("none", "No summary.", Retryable: false), Cancel);
    }

    private IRenderedComponent<SearchAt> OpenSearch(string query = "")
    {
        Navigation.NavigateTo($"/search{query}");
        return Render<SearchAt>(with => with.AddCascadingValue(Healthy));
    }

    private static IReadOnlyList<string> Titles(IRenderedComponent<SearchAt> page) => [.. page.FindAll("article h2").Select(title => title.Words)];
}
