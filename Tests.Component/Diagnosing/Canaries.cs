using System.Text.Json;
using BlazorApp.Diagnostics;
using BlazorApp.Status;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Status;
using Pipeline.Storage;
using Tests.Component.Components;
using Tests.Fixtures;
using Xunit;

namespace Tests.Component.Diagnosing;

/// <summary>The made-up change that a process sends itself. Redis is away here, so a test hands on what is written, or does not.</summary>
public sealed class Canaries : StoreTest
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public Canaries() => Services.GetRequiredService<ListenerCounters>().HeardCanaries = true;

    private Canary Canary => Services.GetRequiredService<Canary>();

    private CanaryReport Report => Services.GetRequiredService<CanaryCounters>().Report;

    private StatusIntake Intake => Services.GetRequiredService<StatusIntake>();

    [Fact]
    public async Task Canary_that_comes_through_its_channel_arrives_and_is_timed()
    {
        await Canary.StartAsync(Cancel);
        var row = await NextRowAsync();

        await HearAsync(row.Process, row.Number);

        await Wait.For(() => Report is { State: CanaryState.Arriving, Arrived: 1 }, "it to arrive");
        Assert.NotNull(Report.Milliseconds);
        Assert.Equal(0, Report.Lost);
        await Canary.StopAsync(Cancel);
        Assert.Empty(await RowsAsync()); // it takes its row with it
    }

    [Fact]
    public async Task Canary_that_is_saved_and_not_heard_counts_as_lost_until_the_next_one_is_heard()
    {
        await Canary.StartAsync(Cancel);
        await NextRowAsync();
        await PassUntilAsync(() => Report is { State: CanaryState.Unheard, Unheard: > 0 }, "one to be given up");

        await PassUntilOneArrivesAsync();
        await Canary.StopAsync(Cancel);
    }

    [Fact]
    public async Task One_is_sent_each_second_however_many_are_on_the_way_and_the_newest_brings_those_before_it()
    {
        await Canary.StartAsync(Cancel);
        await NextRowAsync();
        for (var more = 0; more < 2; more++)
        {
            var sent = Report.Sent;
            Clock.Advance(Second);
            await Wait.For(() => Report.Sent > sent, "another one to be sent");
        }

        await Wait.For(
            async () =>
            {
                if ((await RowsAsync()).SingleOrDefault() is { } row)
                    await HearAsync(row.Process, row.Number);
                return Report.Arrived >= 2; // the last may wait for its turn to be written
            },
            "them to arrive");
        await Canary.StopAsync(Cancel);
    }

    [Fact]
    public async Task Database_that_takes_nothing_is_told_of_and_canaries_go_on_afterwards()
    {
        Gate.Before = _ => throw Away();
        await Canary.StartAsync(Cancel);
        await PassUntilAsync(() => Report is { State: CanaryState.Unwritten, Unwritten: > 0 }, "the refusal to be told");

        Gate.Before = null;

        await PassUntilOneArrivesAsync();
        await Canary.StopAsync(Cancel);
    }

    [Fact]
    public async Task Canary_reaches_nobody_who_watches_and_is_in_no_other_figure()
    {
        var counters = Services.GetRequiredService<FeedCounters>();
        using var all = Feed.Subscribe(StatusFilter.All);
        await Canary.StartAsync(Cancel);
        var row = await NextRowAsync();
        using var sameName = Feed.Subscribe(StatusFilter.Videos(row.Process));
        Assert.Equal(2, Feed.Subscribers);

        await HearAsync(row.Process, row.Number);
        await HearAsync(row.Process, row.Number); // and again, late
        await Wait.For(() => Report.Arrived == 1, "it to arrive");

        Assert.True((await all.TakeAsync(TimeSpan.Zero, Clock, Cancel)).IsEmpty);
        Assert.True((await sameName.TakeAsync(TimeSpan.Zero, Clock, Cancel)).IsEmpty);
        Assert.Equal((0, 0, 0, 0), (counters.Received, counters.Published, counters.Delivered, counters.Late));
        Assert.Empty(Services.GetRequiredService<RecentEvents>().Read(EventFilter.Of(null, null, null)));
        Assert.Equal(0, await Store.GetRevisionAsync(Cancel));
        Assert.Empty((await Library.GetPageAsync(new VideoQuery(10), Cancel)).Videos);
        await Canary.StopAsync(Cancel);
    }

    [Fact]
    public void No_address_and_no_row_can_name_its_kind()
    {
        Assert.False(StatusKind.TryParse(StatusKind.Canary.Name, out _));
        Assert.DoesNotContain(StatusKind.Canary, StatusKind.All);
        Assert.Equal(StatusKind.Canary, Assert.Single([.. StatusKind.All, StatusKind.Canary], kind => kind.IsSynthetic));
    }

    [Fact]
    public async Task Row_of_a_process_that_died_long_ago_is_removed_and_one_of_another_is_not()
    {
        var canaries = Services.GetRequiredService<CanaryStore>();
        await canaries.WriteAsync("dead", 7, Cancel);
        Clock.Advance(TimeSpan.FromHours(2));
        await canaries.WriteAsync("alive", 3, Cancel);

        await canaries.RemoveAsync("mine", Clock.GetUtcNow(), Cancel);

        Assert.Equal(["alive"], (await RowsAsync()).Select(row => row.Process));
    }

    // The clock stands from when one was sent: it must not be given up while it is written.
    private async Task<CanaryRow> NextRowAsync()
    {
        await PassUntilAsync(() => Report.Sent > 0, "a canary to be sent");
        CanaryRow? row = null;
        await Wait.For(async () => (row = (await RowsAsync()).SingleOrDefault()) is not null, "a canary to be written");
        return row!;
    }

    // The one that is found may have been given up by the clock of the test; then it is the next one.
    private Task PassUntilOneArrivesAsync() => PassUntilAsync(
        async () =>
        {
            if ((await RowsAsync()).SingleOrDefault() is { } row)
                await HearAsync(row.Process, row.Number);
            return Report.State == CanaryState.Arriving;
        },
        "the next one to arrive");

    private async Task<IReadOnlyList<CanaryRow>> RowsAsync()
    {
        await using var database = await Services.GetRequiredService<IDbContextFactory<LiveDbContext>>().CreateDbContextAsync(Cancel);
        return await database.Canaries.AsNoTracking().ToListAsync(Cancel);
    }

    private async Task HearAsync(string process, long number) => await Intake.TakeAsync(
        StatusKind.Canary,
        JsonSerializer.SerializeToUtf8Bytes(
            new StatusMessage { VideoId = process, Status = StatusState.Processing, Timestamp = 1, Revision = number }, StatusJson.Wire.StatusMessage),
        isLast: false,
        Cancel);

    private Task PassUntilAsync(Func<bool> condition, string what) => PassUntilAsync(() => Task.FromResult(condition()), what);

    private Task PassUntilAsync(Func<Task<bool>> condition, string what) => Wait.For(
        async () =>
        {
            if (await condition())
                return true;
            Clock.Advance(Second / 2);
            return false;
        },
        what);
}
