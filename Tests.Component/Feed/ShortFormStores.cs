using BlazorApp.Status;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pipeline.Jobs;
using Pipeline.Status;
using Pipeline.Storage;
using Tests.Component.Components;
using Tests.Fixtures;
using Xunit;

namespace Tests.Component.Feed;

public sealed class ShortFormStores : StoreTest
{
    private readonly RecordedLog log = new();

    public ShortFormStores() => Services.AddLogging(logging => logging.AddProvider(log));

    private IEnumerable<string> Ignored => log.At(LogLevel.Information).Where(entry => entry.Contains("was ignored", StringComparison.Ordinal));

    [Fact]
    public async Task What_still_waits_when_the_process_stops_is_stored_first()
    {
        await StoreAsync([.. Enumerable.Range(1, 50).Select(number => Completed($"talk-{number}", timestamp: 1))]);

        Assert.Equal(50, (await Library.GetPageAsync(new VideoQuery(100), Cancel)).Videos.Count);
        Assert.Empty(Ignored);
    }

    [Fact]
    public async Task Publishers_whose_clock_is_behind_are_named_at_first_and_once_a_minute()
    {
        string[] videos = ["one", "two", "three"];
        var store = await StartAsync();
        foreach (var video in videos)
            await store.AddAsync(Completed(video, timestamp: 2), Cancel);
        await SeenToAsync(store, "first");

        foreach (var video in videos)
            await store.AddAsync(Completed(video, timestamp: 1), Cancel);
        await SeenToAsync(store, "second");
        Assert.Contains("one/transcript/en", Assert.Single(Ignored), StringComparison.Ordinal);

        Clock.Advance(TimeSpan.FromMinutes(1));
        await store.AddAsync(Completed("one", timestamp: 1), Cancel);
        await store.StopAsync(Cancel);
        Assert.EndsWith("3 since this was last said", Ignored.Last(), StringComparison.Ordinal);
        Assert.Equal(2, Ignored.Count());
    }

    [Fact]
    public async Task What_another_process_has_stored_first_is_not_said_to_be_ignored()
    {
        StatusChange[] heard = [Completed("talk", timestamp: 1), Completed("talk", timestamp: 2)];
        foreach (var change in heard)
            Assert.Equal(PublishedOutcome.Stored, await Services.GetRequiredService<PublishedResults>().StoreAsync(change, Cancel));

        await StoreAsync(heard);

        Assert.Empty(Ignored);
    }

    private async Task StoreAsync(params StatusChange[] changes)
    {
        var store = Services.GetRequiredService<ShortFormStore>();
        foreach (var change in changes)
            await store.AddAsync(change, Cancel);
        await store.StartAsync(Cancel);
        await store.StopAsync(Cancel);
    }

    private async Task<ShortFormStore> StartAsync()
    {
        var store = Services.GetRequiredService<ShortFormStore>();
        await store.StartAsync(Cancel);
        return store;
    }

    /// <summary>Adds one about another video and waits until that is stored, so everything before it has been seen to.</summary>
    private async Task SeenToAsync(ShortFormStore store, string marker)
    {
        await store.AddAsync(Completed(marker, timestamp: 1), Cancel);
        await Wait.For(async () => await Store.GetVideoAsync(marker, Cancel) is not null, "the marker to be stored");
    }

    private static StatusChange Completed(string video, long timestamp) => new(
        Transcript(video), new StatusMessage { VideoId = video, Status = StatusState.Completed, Timestamp = timestamp });
}
