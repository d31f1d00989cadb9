using System.Net.Http.Json;
using StackExchange.Redis;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Live;

/// <summary>Any number of apps serve the same news; no viewer depends on which of them it reached.</summary>
public sealed class TwoApps(TwoAppsFixture live) : IClassFixture<TwoAppsFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Both_tell_what_happens_to_a_video_that_one_of_them_accepted()
    {
        using var fromOne = await EventStreamClient.OpenAsync(live.One.Client, "/api/sse/videos/submitted");
        using var fromOther = await EventStreamClient.OpenAsync(live.Other.Client, "/api/sse/videos/submitted");

        using var submitted = await live.One.Client.PostAsJsonAsync("/api/videos", new { source = "submitted" }, Cancel);
        submitted.EnsureSuccessStatusCode();
        var job = await live.Worker.Jobs.ClaimAsync("worker-1", Cancel);
        await live.Worker.Jobs.CompleteAsync(job!, "Hello.", Cancel);

        foreach (var stream in (EventStreamClient[])[fromOne, fromOther])
        {
            var completed = await stream.ReadUntilAllAsync(item => item.Status == "completed", item => (item.Name, item.Status) == ("summary", "queued"));
            Assert.Equal("Hello.", completed.Text);
        }
    }

    [Fact]
    public async Task Both_tell_what_another_program_published_and_it_is_stored_once()
    {
        await using var publisher = await ConnectionMultiplexer.ConnectAsync(live.RedisAddress);
        using var fromOne = await EventStreamClient.OpenAsync(live.One.Client, "/api/sse/videos/published");
        using var fromOther = await EventStreamClient.OpenAsync(live.Other.Client, "/api/sse/videos/published");

        Assert.Equal(2, await publisher.GetSubscriber().PublishAsync(
            RedisChannel.Literal("summary:status"), """{"videoId":"published","status":"completed","timestamp":1,"data":{"content":"In short."}}"""));

        var toldByOne = await fromOne.ReadUntilAsync(item => item.Revision is not null);
        var toldByOther = await fromOther.ReadUntilAsync(item => item.Revision is not null);
        Assert.Equal(("In short.", "In short."), (toldByOne.Text, toldByOther.Text));
        Assert.Equal(toldByOne.Revision, toldByOther.Revision);
        Assert.Equal(toldByOne.Revision, (await live.Worker.Store.GetStatusesAsync(["published"], Cancel)).Statuses.Single().Order);
    }
}
