using System.Collections.Concurrent;
using BlazorApp.Status;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Status;
using Tests.Fixtures;
using Xunit;

namespace Tests.Component.Feed;

public sealed class Watches : FeedTest
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(120);

    private readonly WatchedClock clock = new();
    private readonly ConcurrentQueue<StatusChange[]> applied = new();
    private int reads;

    [Fact]
    public async Task Burst_is_applied_in_one_render_and_its_last_change_is_never_dropped()
    {
        await using var watch = Watch(Feed);
        Feed.Publish(Change(1));
        await Wait.For(() => applied.Count == 1, "the first render");

        Feed.Publish(Change(2));
        Feed.Publish(Change(1, Key("other")));
        Feed.Publish(Change(3));
        Assert.Single(applied);
        await AdvanceUntilAsync(() => applied.Count == 2, "the second render");

        Assert.Equal([1L], applied.ElementAt(0).Select(change => change.Order));
        Assert.Equal([("other", 1L), ("talk", 3L)], applied.ElementAt(1).Select(change => (change.Key.VideoId, change.Order)));
    }

    [Fact]
    public async Task Change_after_a_pause_is_applied_at_once()
    {
        await using var watch = Watch(Feed);
        Feed.Publish(Change(1));
        await Wait.For(() => clock.Looks == 1, "the end of the first render");
        clock.Advance(Interval);

        Feed.Publish(Change(2));

        await Wait.For(() => applied.Count == 2, "the second render, without a moment passing");
    }

    [Fact]
    public async Task Too_many_changes_at_once_make_it_read_anew_and_nothing_older_follows()
    {
        var feed = NewFeed(capacity: 2);
        await using var watch = Watch(feed, read: [Change(9, Key("d"))]);
        feed.Publish(Change(1));
        await Wait.For(() => applied.Count == 1, "the first render");

        foreach (var name in (string[])["a", "b", "c", "d"])
            feed.Publish(Change(2, Key(name)));
        feed.Publish(ShortForm(key: Key("c")));
        await AdvanceUntilAsync(() => applied.Count == 2, "the second render");

        Assert.Equal(1, reads);
        var following = Assert.Single(applied.ElementAt(1));
        Assert.Equal(("c", null), (following.Key.VideoId, following.Message.Revision));
    }

    [Fact]
    public async Task Reading_anew_is_tried_until_it_succeeds()
    {
        var feed = NewFeed(capacity: 1);
        var attempts = 0;
        await using var watch = new StatusWatch(
            feed.Subscribe(StatusFilter.All),
            token => ++attempts < 3 ? throw new InvalidOperationException("The database is away.") : Read(token),
            Apply, Interval, clock, NullLogger.Instance, _ => { });
        feed.Publish(Change(1));
        await Wait.For(() => applied.Count == 1, "the first render");

        feed.Publish(Change(2, Key("a")));
        feed.Publish(Change(3, Key("b")));
        await AdvanceUntilAsync(() => attempts == 3, "the reading that succeeds");

        feed.Publish(Change(4, Key("b")));
        await AdvanceUntilAsync(() => applied.Count == 2, "the change after it");
        Assert.Equal([4L], applied.ElementAt(1).Select(change => change.Order));
    }

    [Fact]
    public async Task Page_that_fails_to_apply_a_change_reads_anew_and_gets_the_next()
    {
        var attempts = 0;
        await using var watch = new StatusWatch(
            Feed.Subscribe(StatusFilter.All), Read,
            changes => Interlocked.Increment(ref attempts) == 1 ? throw new InvalidOperationException("The page is broken.") : Apply(changes),
            Interval, clock, NullLogger.Instance, _ => { });
        Feed.Publish(Change(1));
        await Wait.For(() => Volatile.Read(ref attempts) == 1, "the page to fail");
        await AdvanceUntilAsync(() => reads == 1, "the reading");

        Feed.Publish(Change(2));

        await AdvanceUntilAsync(() => applied.Count == 1, "the next change");
        Assert.Equal(2, applied.Single().Single().Order);
    }

    [Fact]
    public async Task Disposing_unsubscribes_ends_the_pump_and_is_harmless_twice()
    {
        var ended = 0;
        var watch = new StatusWatch(Feed.Subscribe(StatusFilter.All), Read, Apply, Interval, clock, NullLogger.Instance, _ => ended++);
        Assert.Equal(1, Feed.Subscribers);

        await watch.DisposeAsync();
        await watch.DisposeAsync();

        Assert.Equal((0, 1), (Feed.Subscribers, ended));
        Feed.Publish(Change(1));
        clock.Advance(Interval);
        Assert.Empty(applied);
    }

    [Fact]
    public async Task Disposing_waits_for_the_render_that_runs()
    {
        var rendering = new TaskCompletionSource();
        var started = new TaskCompletionSource();
        var watch = new StatusWatch(
            Feed.Subscribe(StatusFilter.All), Read,
            async _ =>
            {
                started.SetResult();
                await rendering.Task;
            },
            Interval, clock, NullLogger.Instance, _ => { });
        Feed.Publish(Change(1));
        await started.Task.WaitAsync(Wait.Patience, Cancel);

        var disposing = watch.DisposeAsync().AsTask();
        Assert.False(disposing.IsCompleted);
        rendering.SetResult();

        await disposing.WaitAsync(Wait.Patience, Cancel);
    }

    private StatusWatch Watch(StatusFeed feed, params StatusChange[] read) => new(
        feed.Subscribe(StatusFilter.All),
        async token => (await Read(token)).Concat(read),
        Apply, Interval, clock, NullLogger.Instance, _ => { });

    private Task<IEnumerable<StatusChange>> Read(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref reads);
        return Task.FromResult<IEnumerable<StatusChange>>([]);
    }

    private Task Apply(IReadOnlyList<StatusChange> changes)
    {
        applied.Enqueue([.. changes]);
        return Task.CompletedTask;
    }

    private Task AdvanceUntilAsync(Func<bool> condition, string what) => Wait.For(
        () =>
        {
            clock.Advance(Interval);
            return condition();
        },
        what);

    private sealed class WatchedClock : FakeTimeProvider
    {
        private int looks;

        /// <summary>How often its timestamp was asked for.</summary>
        public int Looks => Volatile.Read(ref looks);

        public override long GetTimestamp()
        {
            Interlocked.Increment(ref looks);
            return base.GetTimestamp();
        }
    }
}
