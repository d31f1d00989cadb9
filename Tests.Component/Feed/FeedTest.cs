using System.Diagnostics.Metrics;
using BlazorApp.Status;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Pipeline.Status;
using Xunit;

namespace Tests.Component.Feed;

/// <summary>A test with a feed of its own.</summary>
public abstract class FeedTest : IDisposable
{
    private readonly ServiceProvider meters = new ServiceCollection().AddMetrics().BuildServiceProvider();

    protected FeedTest() => Counters = new FeedCounters(meters.GetRequiredService<IMeterFactory>());

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected FeedCounters Counters { get; }

    protected StatusFeed Feed => field ??= NewFeed(capacity: 1024);

    public void Dispose() => meters.Dispose();

    protected StatusFeed NewFeed(int capacity) => new(Options.Create(new FeedOptions { MailboxCapacity = capacity }), Counters);

    protected static StatusKey Key(string video = "talk", StatusKind? kind = null, string language = "en") => new(video, kind ?? StatusKind.Transcript, language);

    /// <summary>A change as workers announce it.</summary>
    protected static StatusChange Change(long revision, StatusKey? key = null, StatusState state = StatusState.Processing)
    {
        var of = key ?? Key();
        return new StatusChange(of, new StatusMessage { VideoId = of.VideoId, Language = of.Language, Status = state, Timestamp = revision, Revision = revision });
    }

    /// <summary>A change as another program publishes it.</summary>
    protected static StatusChange ShortForm(StatusState state = StatusState.Completed, StatusKey? key = null)
    {
        var of = key ?? Key();
        return new StatusChange(of, new StatusMessage { VideoId = of.VideoId, Status = state, Timestamp = 1 });
    }

    /// <summary>What waits for the subscriber, without waiting.</summary>
    protected static async Task<MailboxBatch> TakeAsync(FeedSubscription subscription) =>
        await subscription.TakeAsync(TimeSpan.Zero, TimeProvider.System, Cancel);

    protected static IEnumerable<long?> Revisions(MailboxBatch batch) => batch.Events.Select(item => item.Change.Message.Revision);
}
