using BlazorApp.Components.Videos;
using Bunit;
using Pipeline.Jobs;
using Pipeline.Status;
using Xunit;

namespace Tests.Component.Components.Videos;

/// <summary>When each part of the work began and ended.</summary>
public sealed class Timelines : StoreTest
{
    [Fact]
    public async Task Each_stage_has_its_moment_and_its_length()
    {
        await SubmitAsync(); // and a second passes
        var job = await ClaimAsync();
        Clock.Advance(TimeSpan.FromSeconds(14));
        await CompleteAsync(job, "All of it");
        Clock.Advance(TimeSpan.FromMilliseconds(200));
        await ClaimAsync();

        var line = Render<Timeline>(with => with.Add(line => line.Video, ShowAsync().GetAwaiter().GetResult()));

        Assert.Equal(
            ["Transcript queued", "Transcript begun waited 1.0 s", "Transcript: Completed took 14 s", "Summary queued", "Summary begun waited 0.2 s"],
            line.FindAll("li").Select(entry => entry.Words));
        Assert.Equal(Clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture), line.FindAll("time-at")[^1].GetAttribute("at"));
    }

    [Fact]
    public async Task Clocks_that_do_not_agree_make_no_negative_length()
    {
        await SubmitAsync();
        var video = await ShowAsync();
        await video.ApplyAsync(
            [new StatusChange(Transcript(), Message(StatusState.Processing, revision: 100) with { QueuedAt = 60_000, StartedAt = 10_000 })], Cancel);

        var line = Render<Timeline>(with => with.Add(line => line.Video, video));

        Assert.Contains("waited 0.0 s", line.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_another_worker_went_on_with_has_not_waited_all_the_time()
    {
        var first = await SubmitAndClaimAsync();
        Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.True(await Jobs.ReleaseAsync(first, Cancel));
        Clock.Advance(TimeSpan.FromSeconds(5));
        await ClaimAsync();

        var line = Render<Timeline>(with => with.Add(line => line.Video, ShowAsync().GetAwaiter().GetResult()));

        Assert.Equal(["Transcript queued", "Transcript begun again"], line.FindAll("li").Select(entry => entry.Words));
    }

    [Fact]
    public async Task Failure_is_named()
    {
        var job = await SubmitAndClaimAsync();
        await Jobs.FailAsync(job, new StatusError("broken", "It broke.", Retryable: true), Cancel);

        var line = Render<Timeline>(with => with.Add(line => line.Video, ShowAsync().GetAwaiter().GetResult()));

        Assert.Equal("Transcript: Failed took 0.0 s", line.FindAll("li")[^1].Words);
    }
}
