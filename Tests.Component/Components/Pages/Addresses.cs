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
    [InlineData("many")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    public async Task Number_of_videos_that_is_none_leads_to_the_list(string number)
    {
        await SubmitAsync();

        var page = OpenList($"?show={number}");

        page.WaitForAssertion(() => Assert.Single(page.FindAll("article")));
    }
}
