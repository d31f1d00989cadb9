using Bunit;
using Microsoft.AspNetCore.Components;
using Pipeline.Status;
using Xunit;

namespace Tests.Component.Components.Pages;

/// <summary>Whatever stands in an address, it leads to a page.</summary>
public sealed class Addresses : PageTest
{
    private const string NoPage = "This address leads to no page of the list, so the first one is shown.";

    [Theory]
    [InlineData("2m9s")]
    [InlineData("abc")]
    [InlineData("1e999")]
    [InlineData("-5")]
    public async Task Moment_that_is_none_leads_to_the_video(string moment)
    {
        var job = await SubmitAndClaimAsync();
        await ReportAsync(job, Lines(0, 3));

        var page = Open(query: $"?t={moment}");

        page.WaitForAssertion(() => Assert.Equal(3, page.Lines.Count));
    }

    [Theory]
    [InlineData("?state=broken", "There is no state “broken”, so videos in every state are shown.")]
    [InlineData("?language=no tag", "“no tag” is no language, so videos in every language are shown.")]
    [InlineData("?sort=size&view=pie", "There is no order “size”, so the newest come first.|There is no view “pie”, so the list looks as it did last.")]
    [InlineData("?after=99999999999999999999_a", NoPage)]
    [InlineData("?before=x", NoPage)]
    [InlineData("?sort=title&after=1_a", NoPage)]
    [InlineData("?state=0123456789012345678901234567890123456789-and-on", "There is no state “012345678901234567890123456789012345678…”, so videos in every state are shown.")]
    public async Task What_is_not_understood_of_the_library_leads_to_all_of_it_and_is_said(string query, string sentences)
    {
        await SubmitAsync();

        var page = OpenList(query);

        page.WaitForAssertion(() => Assert.Single(page.FindAll("article")));
        Assert.Equal(sentences.Split('|'), Sentences(page));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?state=&language=&sort=&view=&after=&before=")]
    [InlineData("?state=queued&language=en&sort=oldest&view=cards")]
    public async Task Of_what_is_understood_nothing_is_said(string query)
    {
        await SubmitAsync();

        var page = OpenList(query);

        page.WaitForAssertion(() => Assert.Single(page.FindAll("article")));
        Assert.Empty(Sentences(page));
    }

    [Fact]
    public async Task What_was_not_understood_is_gone_with_the_next_address()
    {
        await SubmitAsync();
        var page = OpenList("?state=broken");
        Assert.Single(Sentences(page));

        await page.Find("select[name=state]").ChangeAsync(new ChangeEventArgs { Value = "queued" });

        page.WaitForAssertion(() => Assert.Empty(Sentences(page)));
        Assert.Equal("/?state=queued", Address);
    }

    [Fact]
    public async Task Words_of_a_search_are_marked_in_the_line_it_found_and_not_handed_on()
    {
        await ReportAsync(await SubmitAndClaimAsync(), [new Segment(0, 0, 6, "The sea was calm."), new Segment(1, 6, 12, "Then the IŞIK went out at sea.")]);

        var page = Open(query: "?t=6&q=isik%20sea");

        page.WaitForAssertion(() => Assert.Equal(["IŞIK", "sea"], page.FindAll("mark").Select(mark => mark.TextContent)));
        Assert.Equal(["/videos/talk?t=0", "/videos/talk?t=6"], page.FindAll(".segment-time").Select(time => time.GetAttribute("href")));

        Navigation.NavigateTo("/videos/talk?t=0");

        page.WaitForAssertion(() => Assert.Equal("0:00 The sea was calm.", page.Find(".is-sought").Words));
        Assert.Empty(page.FindAll("mark"));
    }

    private static IEnumerable<string> Sentences(IRenderedComponent<BlazorApp.Components.Pages.Videos> page) => page.FindAll(".not-understood").Select(sentence => sentence.Words);
}
