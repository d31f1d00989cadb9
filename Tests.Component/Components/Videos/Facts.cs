using BlazorApp.Components.Videos;
using BlazorApp.Status;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Status;
using Xunit;

namespace Tests.Component.Components.Videos;

/// <summary>What is known about a job that is not done.</summary>
public sealed class Facts : StoreTest
{
    [Fact]
    public void Running_job_says_how_long_who_and_what_it_does_not_know()
    {
        var facts = Of(Message(StatusState.Processing) with { Timestamp = 10_000, StartedAt = 4_000, Progress = 0.02, Worker = "worker-7", Attempt = 1 });

        Assert.Equal("no estimate yet worker-7", facts.Find(".facts").Words);
        var elapsed = facts.Find("time-since:not(.heard)");
        Assert.Equal(("6000", "at work for {0}"), (elapsed.GetAttribute("plus"), elapsed.GetAttribute("words")));
        Assert.Equal("6000", facts.Find("time-since.heard").GetAttribute("after"));
    }

    [Theory]
    [InlineData(10_000, 0.25, "about 30 s left")]
    [InlineData(10_000, 0.8, "a few seconds left")]
    [InlineData(40_000, 0.2, "about 3 min left")]
    public void Estimate_is_as_rough_as_it_is_known(long after, double progress, string words)
    {
        var facts = Of(Message(StatusState.Processing) with { Timestamp = after, StartedAt = 0, Progress = progress, Attempt = 1 });

        Assert.Contains(words, facts.Find(".facts").Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_without_news_estimates_nothing()
    {
        var facts = Of(live: false, Message(StatusState.Processing) with { Timestamp = 10_000, StartedAt = 0, Progress = 0.5, Attempt = 1 });

        Assert.DoesNotContain("left", facts.Find(".facts").Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Job_that_waits_says_how_many_are_before_it_and_moves_up()
    {
        foreach (var id in new[] { "first", "second", "third" })
            await SubmitAsync(id);
        var facts = Of(Transcript("third"), live: true, Message(StatusState.Queued, key: Transcript("third")));
        facts.WaitForAssertion(() => Assert.Equal("2 jobs before it", facts.Find(".facts").Words));

        await ClaimAsync();
        Clock.Advance(TimeSpan.FromSeconds(2));
        facts.WaitForAssertion(() => Assert.Equal("1 job before it", facts.Find(".facts").Words));

        await ClaimAsync();
        Clock.Advance(TimeSpan.FromSeconds(2));
        facts.WaitForAssertion(() => Assert.Equal("next in line", facts.Find(".facts").Words));
    }

    [Fact]
    public async Task However_many_wait_the_database_is_asked_once()
    {
        await SubmitAsync();
        var waiting = Services.GetRequiredService<WaitingJobs>();
        Assert.Equal(0, await waiting.CountBeforeAsync(Transcript(), Cancel));
        var queries = Gate.Passed;

        Assert.All(await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => waiting.CountBeforeAsync(Transcript(), Cancel))), before => Assert.Equal(0, before));
        Assert.Null(await waiting.CountBeforeAsync(Transcript("unknown"), Cancel));

        Assert.Equal(queries, Gate.Passed);
    }

    [Fact]
    public void What_has_ended_says_nothing() => Assert.Empty(Of(Message(StatusState.Completed)).FindAll(".facts"));

    private IRenderedComponent<StatusFacts> Of(params StatusMessage[] messages) => Of(live: true, messages);

    private IRenderedComponent<StatusFacts> Of(bool live, params StatusMessage[] messages) => Of(Transcript(), live, messages);

    private IRenderedComponent<StatusFacts> Of(StatusKey key, bool live, params StatusMessage[] messages) => Render<StatusFacts>(with => with
        .AddCascadingValue(Services.GetRequiredService<WaitingJobs>())
        .Add(facts => facts.Result, Shown(key, messages)).Add(facts => facts.Live, live));
}
