using System.IO.Pipelines;
using System.Text;
using BlazorApp.EventStream;
using BlazorApp.Status;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Pipeline.Status;
using Tests.Component.Components;
using Tests.Fixtures;
using Xunit;

namespace Tests.Component.EventStream;

/// <summary>What one reader is sent, when it reads at all.</summary>
public sealed class Delivering : StoreTest
{
    private readonly Pipe pipe = new(new PipeOptions(pauseWriterThreshold: 64 * 1024, resumeWriterThreshold: 32 * 1024));
    private readonly StringBuilder received = new();
    private readonly EventStreamOptions options = new();
    private DeliveryLoop loop = null!;
    private string before = ""; // what came before the text that was waited for last

    private SnapshotReads Reads => Services.GetRequiredService<SnapshotReads>();

    [Fact]
    public async Task Reader_that_starts_over_is_not_answered_by_what_was_read_before_its_mailbox_ran_over()
    {
        await SubmitAsync();
        using var subscription = Feed.Subscribe(StatusFilter.All);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var delivering = DeliverAsync(subscription, ending.Token);
        await ReceiveUntilAsync("event: ping");
        var cursor = await Store.GetCursorAsync(Cancel);
        var page = await Reads.ReadAsync(new SnapshotRequest(VideoIds: null, cursor), after: Reads.Round, Cancel);
        Assert.Empty(page!.Statuses);

        await ClaimAsync();
        for (var number = 0; number < 3000; number++)
            Feed.Publish(Passing(number));

        await ReceiveUntilAsync("event: reset");
        await ReceiveUntilAsync("\"videoId\":\"talk\",\"language\":\"en\",\"status\":\"processing\"");
        GC.KeepAlive(page);
        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => delivering);
    }

    [Fact]
    public async Task What_arrives_while_the_reader_has_to_read_first_follows_what_it_had_to_read_for()
    {
        using var subscription = Feed.Subscribe(StatusFilter.All);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var delivering = DeliverAsync(subscription, ending.Token);
        await ReceiveUntilAsync("event: ping");

        // Three times what fits, in two parts: the second comes while the rest of the first waits for the reader.
        for (var number = 0; number < 600; number++)
            Feed.Publish(Passing(number));
        await Wait.For(() => pipe.Reader.TryRead(out var read) && Peek(read) >= 64 * 1024, "the pipe to be full");
        for (var number = 600; number < 1000; number++)
            Feed.Publish(Passing(number));

        for (var number = 0; number < 1000; number++)
            await ReceiveUntilAsync($"\"videoId\":\"passing-{number}\"");
        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => delivering);
    }

    [Fact]
    public async Task Reader_that_does_not_read_is_given_up_after_the_timeout_and_not_before()
    {
        using var subscription = Feed.Subscribe(StatusFilter.All);
        var delivering = DeliverAsync(subscription, Cancel);
        await ReceiveUntilAsync("event: ping");
        for (var number = 0; number < 600; number++)
            Feed.Publish(Passing(number));
        await Wait.For(() => pipe.Reader.TryRead(out var read) && Peek(read) >= 64 * 1024, "the pipe to be full");

        Clock.Advance(options.WriteTimeout - TimeSpan.FromSeconds(1));
        loop.Tick();
        Assert.False(delivering.IsCompleted);
        Clock.Advance(TimeSpan.FromSeconds(1));
        loop.Tick();

        await Assert.ThrowsAsync<TimeoutException>(() => delivering.WaitAsync(Wait.Patience, Cancel));
    }

    [Fact]
    public async Task Idle_reader_is_sent_a_ping_whenever_the_heartbeat_has_gone_by_and_a_busy_one_is_not()
    {
        using var subscription = Feed.Subscribe(StatusFilter.All);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var delivering = DeliverAsync(subscription, ending.Token);
        await ReceiveUntilAsync("event: ping\n");
        await Wait.For(() => loop.Count == 1, "the reader to have caught up");

        Clock.Advance(options.Heartbeat / 2);
        Feed.Publish(Passing(1));
        await ReceiveUntilAsync("passing-1");
        Clock.Advance(options.Heartbeat / 2);
        loop.Tick();
        Feed.Publish(Passing(2));
        await ReceiveUntilAsync("passing-2");
        Assert.DoesNotContain("event: ping", received.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("event: ping", before, StringComparison.Ordinal);

        Clock.Advance(options.Heartbeat);
        loop.Tick();
        await ReceiveUntilAsync("event: ping\n");
        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => delivering);
        Assert.Equal(0, loop.Count);
    }

    [Fact]
    public async Task Reader_goes_on_after_its_loop_has_come_by_in_vain()
    {
        using var subscription = Feed.Subscribe(StatusFilter.All);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        loop = new DeliveryLoop(options.Heartbeat, Clock);
        var writer = new EventStreamWriter(pipe.Writer, socket: null, options.WriteTimeout, Clock, ending.Token);
        var stream = new LiveStream(writer, subscription, Feed, Services.GetRequiredService<ListenerProbe>(), "9f3c2a17", loop);
        stream.Note(); // as by a change that comes while the reader starts over
        await Wait.For(() => loop.IsIdle, "the loop to have come by");

        var running = stream.RunAsync(ending.Token);
        Feed.Publish(Passing(1));

        await ReceiveUntilAsync("passing-1");
        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task Change_for_few_behind_which_nothing_waits_has_left_when_it_is_passed_on()
    {
        using var subscription = Feed.Subscribe(StatusFilter.All);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var delivering = DeliverAsync(subscription, ending.Token);
        await ReceiveUntilAsync("event: ping\n");
        await Wait.For(() => loop.Count == 1 && loop.IsIdle, "the reader to have caught up");

        Feed.Publish(Passing(1), isLast: true);

        Assert.True(pipe.Reader.TryRead(out var read));
        Assert.Contains("passing-1", Encoding.UTF8.GetString(read.Buffer), StringComparison.Ordinal);
        pipe.Reader.AdvanceTo(read.Buffer.End);
        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => delivering);
    }

    private Task DeliverAsync(FeedSubscription subscription, CancellationToken cancellationToken)
    {
        loop = new DeliveryLoop(options.Heartbeat, Clock);
        var delivery = new EventStreamDelivery(
            new EventStreamWriter(pipe.Writer, socket: null, options.WriteTimeout, Clock, cancellationToken),
            subscription,
            Feed,
            Services.GetRequiredService<ListenerProbe>(),
            Reads,
            loop,
            Services.GetRequiredService<EventStreamCount>(),
            options,
            Clock,
            NullLogger<EventStreamDelivery>.Instance);
        return delivery.RunAsync(Services.GetRequiredService<StreamEpoch>(), lastEventId: null, cancellationToken);
    }

    /// <summary>Reads until the text has come, and forgets what came before it.</summary>
    private async Task ReceiveUntilAsync(string text)
    {
        int at;
        while ((at = received.ToString().IndexOf(text, StringComparison.Ordinal)) < 0)
        {
            var read = await pipe.Reader.ReadAsync(Cancel).AsTask().WaitAsync(Wait.Patience, Cancel);
            received.Append(Encoding.UTF8.GetString(read.Buffer));
            pipe.Reader.AdvanceTo(read.Buffer.End);
        }

        before = received.ToString(0, at);
        received.Remove(0, at + text.Length);
    }

    // Looks without taking anything.
    private long Peek(ReadResult read)
    {
        pipe.Reader.AdvanceTo(read.Buffer.Start);
        return read.Buffer.Length;
    }

    private static StatusChange Passing(int number)
    {
        var key = new StatusKey($"passing-{number}", StatusKind.Transcript, "en");
        return new StatusChange(key, new StatusMessage { VideoId = key.VideoId, Status = StatusState.Processing, Timestamp = 1, Revision = 1 });
    }
}
