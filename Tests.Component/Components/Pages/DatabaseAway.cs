using Bunit;
using Microsoft.AspNetCore.Components;
using Pipeline.Status;
using Xunit;

namespace Tests.Component.Components.Pages;

/// <summary>Pages whose database does not answer go on by themselves when it does, without a reload.</summary>
public sealed class DatabaseAway : PageTest
{
    [Fact]
    public async Task Video_that_could_not_be_read_appears_by_itself()
    {
        await SubmitAsync();
        Gate.Before = _ => throw Away();
        var page = Open();
        page.WaitForAssertion(() => Assert.Equal("This video can't be read right now", page.Find("h1").Words));
        Assert.Equal(0, Feed.Subscribers);

        Gate.Before = null;

        WaitWhileTimePasses(page, () => page.Find("h1").Words == "talk");
        Assert.Equal(1, Feed.Subscribers);
    }

    [Fact]
    public async Task List_that_could_not_be_read_appears_by_itself()
    {
        await SubmitAsync();
        Gate.Before = _ => throw Away();
        var page = OpenList();
        page.WaitForAssertion(() => Assert.Contains("The videos can't be read right now", page.Find("section").Words, StringComparison.Ordinal));
        Assert.Equal(0, Feed.Subscribers);

        Gate.Before = null;

        WaitWhileTimePasses(page, () => page.FindAll("article").Count == 1);
        Assert.Equal(1, Feed.Subscribers);
    }

    [Fact]
    public async Task Change_that_could_not_be_applied_is_made_up_for_by_reading()
    {
        var job = await SubmitAndClaimAsync();
        var page = Open();
        await CompleteAsync(job, new string('x', 20_000)); // too large to be carried, so the page must read it
        var change = await ReadAsync(Transcript());
        var refused = 0;
        Gate.Before = _ =>
        {
            refused++;
            throw Away();
        };
        Feed.Publish(change);
        await Fixtures.Wait.For(() => refused > 0, "the page to be refused");
        Assert.Empty(page.Paragraphs);

        Gate.Before = null;

        WaitWhileTimePasses(page, () => page.Paragraphs is [{ Length: 20_000 }]);
    }

    [Fact]
    public void Prerendered_page_answers_at_once_that_it_could_not_read()
    {
        Prerender();
        Gate.Before = _ => throw Away();

        Assert.Equal("This video can't be read right now", Open().Find("h1").Words);
        Assert.Contains("The videos can't be read right now", OpenList().Find("section").Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_that_is_left_while_the_database_is_away_reads_no_more()
    {
        Gate.Before = _ => throw Away();
        var page = Open();
        page.WaitForAssertion(() => Assert.Equal("This video can't be read right now", page.Find("h1").Words));

        await DisposeComponentsAsync();
        Gate.Before = null;
        var queries = Gate.Passed;
        Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal((queries, 0), (Gate.Passed, Feed.Subscribers));
    }

    private void WaitWhileTimePasses<T>(IRenderedComponent<T> page, Func<bool> condition)
        where T : IComponent => Assert.True(
            SpinWait.SpinUntil(
                () =>
                {
                    Clock.Advance(TimeSpan.FromSeconds(1));
                    return page.InvokeAsync(condition).GetAwaiter().GetResult();
                },
                Fixtures.Wait.Patience),
            page.Markup);
}
