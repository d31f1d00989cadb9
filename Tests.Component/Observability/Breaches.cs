using System.Diagnostics.Metrics;
using BlazorApp.Diagnostics;
using BlazorApp.Status;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pipeline.Announcements;
using Pipeline.Jobs;
using Pipeline.Status;
using Tests.Component.Components;
using Tests.Fixtures;
using Xunit;

namespace Tests.Component.Observability;

/// <summary>What breaks a promise of delivery moves the metric that the alert asks for.</summary>
public sealed class Breaches : StoreTest
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private Collected? collected;

    private Collected Metrics => collected ??= new Collected(Services.GetRequiredService<IMeterFactory>());

    [Fact]
    public async Task What_was_saved_and_not_announced_is_owed_and_grows_old()
    {
        Assert.Equal(0, Metrics.Read("live.announcements.owed"));
        await SubmitAsync();
        await SubmitAsync("other");
        await using var sweep = await StartAsync<AnnouncementSweep>();

        await PassUntilAsync(() => Metrics.Read("live.announcements.owed") == 2);
        var before = Metrics.Read("live.announcements.owed_age");
        Clock.Advance(7 * Second);
        Assert.Equal(before + 7, Metrics.Read("live.announcements.owed_age"), tolerance: 0.001);
    }

    [Fact]
    public async Task Job_that_nobody_takes_waits_and_grows_old()
    {
        await using var queue = await StartAsync<QueueGauges>();
        Assert.Equal(0, Metrics.Read("live.queue.waiting"));
        await SubmitAsync();

        await PassUntilAsync(() => Metrics.Read("live.queue.waiting") == 1);
        var before = Metrics.Read("live.queue.oldest_age");
        Clock.Advance(7 * Second);
        Assert.Equal(before + 7, Metrics.Read("live.queue.oldest_age"), tolerance: 0.001);

        await ClaimAsync();
        await PassUntilAsync(() => Metrics.Read("live.queue.waiting") == 0);
        Assert.Equal(0, Metrics.Read("live.queue.oldest_age"));
    }

    [Fact]
    public async Task Lease_that_nobody_renews_grows_old_and_its_end_is_counted()
    {
        var job = await SubmitAndClaimAsync();
        await using var watch = await StartAsync<ExpiredLeases>();

        await PassUntilAsync(() => Metrics.Read("live.leases.unrenewed_age") >= 5);
        Assert.Equal(0, Metrics.Read("live.leases.expired", "transcript", "queued"));
        await PassUntilAsync(() => Metrics.Read("live.leases.expired", "transcript", "queued") == 1);
        await PassUntilAsync(() => Metrics.Read("live.leases.unrenewed_age") == 0);
        Assert.Equal(LeaseState.Lost, await Jobs.RenewAsync(job, Cancel));
    }

    [Fact]
    public void Job_that_ends_is_counted_and_timed_by_its_outcome()
    {
        var counters = Services.GetRequiredService<JobCounters>();
        _ = Metrics;

        counters.AddEnded(StatusKind.Summary, "failed", 3 * Second);

        Assert.Equal(1, Metrics.Read("live.jobs.duration", "summary", "failed"));
        Assert.Equal(0, Metrics.Read("live.jobs.duration", "summary", "completed"));
    }

    [Fact]
    public async Task Mailbox_that_ran_over_is_counted_when_its_reader_is_told()
    {
        using var subscription = Feed.Subscribe(StatusFilter.All);
        Assert.Equal(0, Metrics.Read("live.feed.resets"));

        for (var number = 0; number < 2000; number++)
            Feed.Publish(new StatusChange(Transcript($"v{number}"), Message(StatusState.Queued, key: Transcript($"v{number}"))));

        Assert.True((await subscription.TakeAsync(Cancel)).Reset);
        Assert.Equal(1, Metrics.Read("live.feed.resets"));
    }

    [Fact]
    public async Task Message_is_timed_from_its_channel_to_the_mailboxes()
    {
        var intake = Services.GetRequiredService<StatusIntake>();
        Assert.Equal(0, Metrics.Read("live.feed.delivery_duration"));

        await intake.TakeAsync(StatusKind.Transcript, """{"videoId":"talk","status":"processing","timestamp":1,"revision":7}"""u8.ToArray(), isLast: false, Cancel);
        await intake.TakeAsync(StatusKind.Transcript, """{"videoId":"talk","status":"processing","timestamp":1,"revision":6}"""u8.ToArray(), isLast: false, Cancel);

        Assert.Equal(1, Metrics.Read("live.feed.delivery_duration"));
        Assert.Equal(1, Metrics.Read("live.feed.late"));
    }

    [Fact]
    public void Process_that_has_not_heard_a_probe_does_not_hear()
    {
        Services.GetRequiredService<ListenerProbe>();

        Assert.Equal(0, Metrics.Read("live.listener.hearing"));
        Clock.Advance(9 * Second);
        Assert.Equal(9, Metrics.Read("live.listener.probe_age"), tolerance: 0.001);
    }

    [Fact]
    public async Task Reading_that_the_database_refused_is_counted()
    {
        var notifications = Services.GetRequiredService<NotificationService>();
        _ = Metrics.Read("live.feed.reads_failed");

        await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => notifications.WatchAsync(
            StatusFilter.All, _ => throw Away(), _ => Task.CompletedTask, Cancel));

        Assert.Equal(1, Metrics.Read("live.feed.reads_failed"));
    }

    [Fact]
    public async Task What_waits_is_charted_whether_or_not_somebody_collects()
    {
        await SubmitAsync();
        await using var queue = await StartAsync<QueueGauges>();
        var gauges = Services.GetServices<IHostedService>().OfType<QueueGauges>().Single();
        Assert.Equal(0, gauges.Waiting);

        await PassUntilAsync(() => gauges.Waiting == 1);
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        collected?.Dispose();
        await base.DisposeAsyncCore();
    }

    private async Task<Running> StartAsync<T>()
        where T : IHostedService
    {
        var service = Services.GetServices<IHostedService>().OfType<T>().Single();
        await service.StartAsync(Cancel);
        return new Running(service);
    }

    private Task PassUntilAsync(Func<bool> condition) => Wait.For(
        () =>
        {
            Clock.Advance(Second);
            return condition();
        },
        "what the metric tells");

    private sealed class Running(IHostedService service) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await service.StopAsync(CancellationToken.None);
    }
}
