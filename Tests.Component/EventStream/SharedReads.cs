using System.Text;
using BlazorApp.EventStream;
using Microsoft.Extensions.DependencyInjection;
using Tests.Component.Components;
using Tests.Fixtures;
using Xunit;

namespace Tests.Component.EventStream;

/// <summary>What readers ask of the store together.</summary>
public sealed class SharedReads : StoreTest
{
    private readonly TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int held;

    private SnapshotReads Reads => Services.GetRequiredService<SnapshotReads>();

    private EventStreamCount Count => Services.GetRequiredService<EventStreamCount>();

    [Fact]
    public async Task Readers_that_ask_while_a_reading_is_under_way_are_answered_by_the_next_one_together()
    {
        await SubmitAsync();
        var first = await HoldFirstAsync(Open);

        var following = Enumerable.Range(0, 1000).Select(_ => Reads.ReadAsync(Open, after: 0, Cancel)).ToList();
        open.SetResult();

        var pages = await Task.WhenAll(following);
        Assert.Equal(2, Count.Reads);
        Assert.NotSame(await first, pages[0]);
        Assert.All(pages, page => Assert.Same(pages[0], page));
    }

    [Fact]
    public async Task Reader_that_subscribed_while_a_reading_was_under_way_is_not_answered_by_it()
    {
        await SubmitAsync();
        var first = await HoldFirstAsync(Open);
        var subscribed = Reads.Round;
        open.SetResult();
        var page = await first;
        Assert.Equal(subscribed, page!.Round);

        Assert.NotSame(page, await Reads.ReadAsync(Open, after: subscribed, Cancel));
        Assert.Equal(2, Count.Reads);
    }

    [Fact]
    public async Task Page_is_shared_with_readers_that_subscribed_before_it_was_read_as_long_as_one_of_them_holds_it()
    {
        await SubmitAsync();
        var page = await Reads.ReadAsync(new SnapshotRequest(null, Since: 0), after: 0, Cancel);

        Assert.Same(page, await Reads.ReadAsync(new SnapshotRequest(null, Since: 0), after: 0, Cancel));
        Assert.Equal(1, Count.Reads);
        GC.KeepAlive(page);
    }

    [Fact]
    public async Task Readers_of_different_videos_and_cursors_are_answered_by_one_query_each_with_its_own()
    {
        await SubmitAsync("a");
        await SubmitAsync("b");
        var first = await HoldFirstAsync(Open);
        var a = Reads.ReadAsync(new SnapshotRequest(["a"], Since: null), after: 0, Cancel);
        var b = Reads.ReadAsync(new SnapshotRequest(["b", "nobody"], Since: null), after: 0, Cancel);
        var since = Reads.ReadAsync(new SnapshotRequest(["a", "b"], Since: 1), after: 0, Cancel);
        var never = Reads.ReadAsync(new SnapshotRequest(["a"], Since: 999), after: 0, Cancel);
        open.SetResult();
        await first;

        Assert.Equal(["a"], Videos(await a));
        Assert.Equal(["b"], Videos(await b));
        Assert.Equal(["b"], Videos(await since));
        Assert.Null(await never);
        Assert.Equal(2, Count.Reads);
    }

    [Fact]
    public async Task Query_names_500_videos_at_most_unless_one_reader_does()
    {
        var first = await HoldFirstAsync(Open);
        var many = Enumerable.Range(0, 1200).Select(number => Reads.ReadAsync(new SnapshotRequest([$"talk-{number}"], Since: null), after: 0, Cancel)).ToList();
        open.SetResult();
        await first;
        await Task.WhenAll(many);

        Assert.Equal(1 + 3, Count.Reads);
    }

    [Fact]
    public async Task Database_that_is_away_is_said_to_all_who_wait_and_the_next_round_asks_again()
    {
        await SubmitAsync();
        Gate.Before = _ => throw Away();
        var failing = Enumerable.Range(0, 3).Select(_ => Reads.ReadAsync(Open, after: 0, Cancel)).ToList();
        foreach (var task in failing)
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => task);

        Gate.Before = null;
        Assert.Equal(["talk"], Videos(await Reads.ReadAsync(Open, after: 0, Cancel)));
    }

    [Fact]
    public async Task Reading_that_nobody_waits_for_any_more_is_waited_for_at_the_end()
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var first = await HoldFirstAsync(Open, leaving.Token);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        var ending = Reads.DisposeAsync().AsTask();
        Assert.False(ending.IsCompleted);
        open.SetResult();

        await ending.WaitAsync(Wait.Patience, Cancel);
    }

    [Fact]
    public async Task Status_is_encoded_once_a_reading_with_the_cursor_before_it()
    {
        await SubmitAsync();
        var epoch = await Store.GetEpochAsync(Cancel);

        var page = await Reads.ReadAsync(Open, after: 0, Cancel);

        var status = Assert.Single(page!.Statuses);
        Assert.StartsWith($"id: {status.Position - 1}-{epoch}\nevent: transcript\n", Encoding.UTF8.GetString(status.Frame.Span), StringComparison.Ordinal);
    }

    private static SnapshotRequest Open { get; } = new(VideoIds: null, Since: null);

    private static IEnumerable<string> Videos(StatusPage? page) => page!.Statuses.Select(status => status.Key.VideoId);

    /// <summary>Starts a reading that waits in the database until the test opens it.</summary>
    private async Task<Task<StatusPage?>> HoldFirstAsync(SnapshotRequest request, CancellationToken? cancellationToken = null)
    {
        Gate.Before = _ => Interlocked.Exchange(ref held, 1) == 0 ? open.Task : Task.CompletedTask;
        var first = Reads.ReadAsync(request, after: 0, cancellationToken ?? Cancel);
        await Wait.For(() => Volatile.Read(ref held) == 1, "the first reading to reach the database");
        return first;
    }
}
