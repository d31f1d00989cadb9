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

    private Task DeliverAsync(FeedSubscription subscription, CancellationToken cancellationToken)
    {
        var options = new EventStreamOptions();
        var delivery = new EventStreamDelivery(
            new EventStreamWriter(pipe.Writer, options.WriteTimeout, Clock, cancellationToken),
            subscription,
            Feed,
            Services.GetRequiredService<ListenerProbe>(),
            Reads,
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

        received.Remove(0, at + text.Length);
    }

    private static StatusChange Passing(int number)
    {
        var key = new StatusKey($"passing-{number}", StatusKind.Transcript, "en");
        return new StatusChange(key, new StatusMessage { VideoId = key.VideoId, Status = StatusState.Processing, Timestamp = 1, Revision = 1 });
    }
}
