using BlazorApp.Diagnostics;
using BlazorApp.Status;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Status;
using Tests.Component.Components;
using Tests.Fixtures;
using Xunit;

namespace Tests.Component.Diagnosing;

/// <summary>The last five minutes, second by second.</summary>
public sealed class Histories : StoreTest
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private DiagnosticsHistory History => Services.GetRequiredService<DiagnosticsHistory>();

    [Fact]
    public void Seconds_are_kept_while_nobody_looks_and_no_more_than_five_minutes_of_them()
    {
        History.Take();
        Assert.Empty(History.Read());

        Pass(3);
        Assert.Equal(3, History.Read().Count);
        Pass(2 * DiagnosticsHistory.Capacity);

        var kept = History.Read();
        Assert.Equal(DiagnosticsHistory.Capacity, kept.Count);
        Assert.Equal(kept.Order(Comparer<DiagnosticsSample>.Create((one, other) => one.At.CompareTo(other.At))), kept);
        Assert.Equal(Clock.GetUtcNow(), kept[^1].At);
        Assert.Equal(Clock.GetUtcNow() - ((DiagnosticsHistory.Capacity - 1) * Second), kept[0].At);
    }

    [Fact]
    public async Task What_passes_is_told_per_second_and_its_latency_with_it()
    {
        History.Take();
        Pass(1);
        Assert.Equal((0, 0, null), (History.Newest!.Value.Messages, History.Newest.Value.Deliveries, History.Newest.Value.Delivery99));
        using var one = Feed.Subscribe(StatusFilter.All);
        using var other = Feed.Subscribe(StatusFilter.Videos("talk"));
        var intake = Services.GetRequiredService<StatusIntake>();
        for (var revision = 1; revision <= 4; revision++)
            await intake.TakeAsync(StatusKind.Transcript, System.Text.Encoding.UTF8.GetBytes($$"""{"videoId":"talk","status":"processing","timestamp":1,"revision":{{revision}}}"""), isLast: false, Cancel);

        Pass(1);

        Assert.Equal((4, 8), (History.Newest!.Value.Messages, History.Newest.Value.Deliveries));
        Assert.NotNull(History.Newest.Value.DeliveryMedian);
        Pass(1);
        Assert.Equal((0, 0, null), (History.Newest!.Value.Messages, History.Newest.Value.Deliveries, History.Newest.Value.DeliveryMedian));
    }

    [Fact]
    public async Task Readers_that_were_too_slow_are_told_of_for_a_minute()
    {
        History.Take();
        using var slow = Feed.Subscribe(StatusFilter.All);
        for (var number = 0; number < 2000; number++)
            Feed.Publish(new StatusChange(Transcript($"v{number}"), Message(StatusState.Queued, key: Transcript($"v{number}"))));
        Assert.True((await slow.TakeAsync(Cancel)).Reset);

        Pass(1);

        Assert.Equal(1, History.RecentResets);
        Pass(60);
        Assert.Equal(0, History.RecentResets);
    }

    [Fact]
    public async Task Seconds_are_noted_by_itself()
    {
        await History.StartAsync(Cancel);
        await Wait.For(
            () =>
            {
                Clock.Advance(Second);
                return History.Read().Count >= 3;
            },
            "three seconds");
        await History.StopAsync(Cancel);
    }

    private void Pass(int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            Clock.Advance(Second);
            History.Take();
        }
    }
}
