using Bunit;
using Xunit;

namespace Tests.Component.Components.Pages;

/// <summary>Whatever stands in an address, it leads to a page.</summary>
public sealed class Addresses : PageTest
{
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
    [InlineData("?state=broken")]
    [InlineData("?language=no tag")]
    [InlineData("?sort=size&view=pie")]
    [InlineData("?after=99999999999999999999_a")]
    [InlineData("?before=x")]
    [InlineData("?sort=title&after=1_a")]
    public async Task What_is_not_understood_of_the_library_leads_to_all_of_it(string query)
    {
        await SubmitAsync();

        var page = OpenList(query);

        page.WaitForAssertion(() => Assert.Single(page.FindAll("article")));
    }
}
