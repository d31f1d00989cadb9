using BlazorApp.Status;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Status;
using Tests.Component.Components;
using Xunit;

namespace Tests.Component.Feed;

public sealed class ShortFormStores : StoreTest
{
    [Fact]
    public async Task What_still_waits_when_the_process_stops_is_stored_first()
    {
        var store = Services.GetRequiredService<ShortFormStore>();
        for (var number = 1; number <= 50; number++)
        {
            await store.AddAsync(
                new StatusChange(
                    new StatusKey($"talk-{number}", StatusKind.Transcript, "en"),
                    new StatusMessage { VideoId = $"talk-{number}", Status = StatusState.Completed, Timestamp = 1 }),
                TestContext.Current.CancellationToken);
        }

        await store.StartAsync(TestContext.Current.CancellationToken);
        await store.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(50, (await Store.GetVideosAsync(100, after: null, TestContext.Current.CancellationToken)).Videos.Count);
    }
}
