using Bunit;
using Microsoft.AspNetCore.Components;
using Xunit;

namespace Tests.Component.Components.Pages;

/// <summary>A video's page hears of every change from before its first reading until it is left, and of nothing after.</summary>
public sealed class Subscribing : PageTest
{
    [Fact]
    public async Task Leaving_during_the_first_reading_unsubscribes()
    {
        await SubmitAsync();
        var reading = new TaskCompletionSource();
        Gate.Before = _ => reading.Task;
        Open();
        Assert.Equal(1, Feed.Subscribers);

        await DisposeComponentsAsync();
        Gate.Before = null;
        reading.SetResult();

        await Fixtures.Wait.For(() => Feed.Subscribers == 0, "the subscription to end");
    }

    [Fact]
    public async Task Address_of_another_video_swaps_the_subscription_once()
    {
        await SubmitAsync();
        await SubmitAsync("other");
        var page = Open();
        Assert.Equal("talk", page.Find("h1").Words);

        page.Render(with => with.Add(page => page.Id, "other"));
        page.WaitForAssertion(() => Assert.Equal("other", page.Find("h1").Words));
        Assert.Equal(1, Feed.Subscribers);

        await Submissions.CancelAsync(Transcript("other"), Cancel);
        await AnnounceAsync(Transcript("other"));
        page.WaitForAssertion(() => Assert.Contains("Cancelled", page.Region("Transcript").Words, StringComparison.Ordinal));
        await DisposeComponentsAsync();
        Assert.Equal(0, Feed.Subscribers);
    }

    [Fact]
    public async Task Address_that_can_be_no_video_ends_the_subscription()
    {
        await SubmitAsync();
        var page = Open();
        Assert.Equal(1, Feed.Subscribers);

        page.Render(with => with.Add(page => page.Id, "not.an.id"));

        Assert.Equal("There is no such video", page.Find("h1").Words);
        await Fixtures.Wait.For(() => Feed.Subscribers == 0, "the subscription to end");
    }

    [Fact]
    public async Task Same_address_again_reads_and_swaps_nothing()
    {
        await SubmitAsync();
        var page = Open();
        var queries = Gate.Passed;

        page.Render(with => with.Add(page => page.Id, "talk"));

        Assert.Equal((queries, 1), (Gate.Passed, Feed.Subscribers));
    }

    [Fact]
    public async Task Address_that_changes_twice_at_once_leaves_one_subscription_and_its_last_video()
    {
        foreach (var video in (string[])["one", "two", "three"])
            await SubmitAsync(video);
        var page = Open("one");

        // In one turn of the dispatcher, so that the first change certainly waits while the second begins.
        await page.InvokeAsync(() => Task.WhenAll(Go("two"), Go("three")));

        page.WaitForAssertion(() => Assert.Equal("three", page.Find("h1").Words));
        await Fixtures.Wait.For(() => Feed.Subscribers == 1, "one subscription");
        await DisposeComponentsAsync();
        Assert.Equal(0, Feed.Subscribers);

        Task Go(string video) => page.Instance.SetParametersAsync(ParameterView.FromDictionary(new Dictionary<string, object?> { ["Id"] = video }));
    }

    [Fact]
    public async Task Reading_that_ends_after_the_address_changed_never_replaces_the_later_video()
    {
        await SubmitAsync();
        await SubmitAsync("other");
        var reading = new TaskCompletionSource();
        Gate.Before = _ => reading.Task;
        var page = Open();
        Gate.Before = null;
        page.Render(with => with.Add(page => page.Id, "other"));
        page.WaitForAssertion(() => Assert.Equal("other", page.Find("h1").Words));
        Assert.Equal(2, Feed.Subscribers);

        reading.SetResult();

        await Fixtures.Wait.For(() => Feed.Subscribers == 1, "the earlier subscription to end");
        await SettleAsync(page);
        Assert.Equal("other", page.Find("h1").Words);
    }
}
