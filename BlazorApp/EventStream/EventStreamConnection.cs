using BlazorApp.Status;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Options;
using Pipeline.Status;
using Pipeline.Storage;

namespace BlazorApp.EventStream;

/// <summary>
/// One open event stream: opens at once, sends the snapshot or what changed since the client's cursor, then every change.
/// It ends in one of the ways that <see cref="StreamEnd"/> names.
/// </summary>
internal sealed partial class EventStreamConnection(
    StatusFeed feed,
    VideoStore store,
    EventStreamCount count,
    IHostApplicationLifetime lifetime,
    IOptions<EventStreamOptions> options,
    TimeProvider clock,
    ILogger<EventStreamConnection> logger)
{
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromSeconds(1);

    /// <summary>Serves the stream until it ends.</summary>
    /// <param name="context">The request.</param>
    /// <param name="filter">What is watched.</param>
    /// <param name="lastEventId">The cursor the client came back with, unchecked; null for a first visit.</param>
    public async Task<StreamEnd> RunAsync(HttpContext context, StatusFilter filter, string? lastEventId)
    {
        PrepareResponse(context);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        var writer = new EventStreamWriter(context.Response.BodyWriter, options.Value.WriteTimeout, clock, ending.Token);
        count.Opened();
        try
        {
            writer.WriteRetry(options.Value.Retry);
            writer.WriteConnection();
            await writer.FlushAsync();
            using var subscription = feed.Subscribe(filter);
            await CatchUpAsync(writer, subscription, lastEventId, ending.Token);
            await FollowAsync(writer, subscription, ending.Token);
            return StreamEnd.ClientGone;
        }
        catch (TimeoutException)
        {
            context.Abort();
            return StreamEnd.TooSlow;
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            await SayGoodbyeAsync(context);
            return StreamEnd.HostStopping;
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            return StreamEnd.ClientGone;
        }
        finally
        {
            count.Closed();
        }
    }

    private static void PrepareResponse(HttpContext context)
    {
        var response = context.Response;
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        // A slow reader is judged by the write timeout, once, and not by the server's data rate as well.
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
            rate.MinDataRate = null;
    }

    private async Task FollowAsync(EventStreamWriter writer, FeedSubscription subscription, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var batch = await subscription.TakeAsync(options.Value.Heartbeat, clock, cancellationToken);
            if (batch.Reset)
            {
                writer.WriteReset("too-slow");
                await SendSnapshotAsync(writer, subscription, cancellationToken);
            }

            foreach (var item in batch.Events)
                writer.Write(item.Frame);
            if (batch.Events.Count == 0 && !batch.Reset)
                writer.WritePing(feed.Cursor);
            await writer.FlushAsync();
        }
    }

    private async Task CatchUpAsync(EventStreamWriter writer, FeedSubscription subscription, string? lastEventId, CancellationToken cancellationToken)
    {
        if (lastEventId is not null && await ResumeAsync(writer, subscription, lastEventId, cancellationToken))
        {
            await writer.FlushAsync();
            return;
        }

        if (lastEventId is not null)
            writer.WriteReset("unknown-cursor");
        // Gives even a client that saw no status a cursor to come back with: the one from before the snapshot was read, because
        // while a slow client takes it, changes come that wait in the mailbox, and the feed's cursor may pass them.
        var cursor = feed.Cursor;
        await SendSnapshotAsync(writer, subscription, cancellationToken);
        writer.WritePing(cursor);
        await writer.FlushAsync();
    }

    private async Task<bool> ResumeAsync(EventStreamWriter writer, FeedSubscription subscription, string lastEventId, CancellationToken cancellationToken)
    {
        if (!long.TryParse(lastEventId, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var cursor))
            return false;
        while (true)
        {
            var from = cursor;
            var page = await ReadAsync(
                writer, token => store.GetStatusesSinceAsync(from, subscription.Filter.VideoIds, options.Value.ResumePage, token), cancellationToken);
            if (page is null)
                return false;
            await SendAsync(writer, subscription, page);
            if (page.Next is not { } next)
                return true;
            cursor = next;
        }
    }

    private async Task SendSnapshotAsync(EventStreamWriter writer, FeedSubscription subscription, CancellationToken cancellationToken) =>
        await SendAsync(writer, subscription, await ReadAsync(writer, token => subscription.Filter.VideoIds is { } ids
            ? store.GetStatusesAsync(ids, token)
            : store.GetOpenStatusesAsync(options.Value.SnapshotSize, token), cancellationToken));

    private static async Task SendAsync(EventStreamWriter writer, FeedSubscription subscription, StatusSnapshot page)
    {
        subscription.NoteRead(page.Statuses);
        foreach (var status in page.Statuses)
        {
            // They come in the order of their revisions, so a client cut off in the middle resumes after the last one it got.
            writer.Write(EventFrame.Encode(status, page.CursorAt(status)));
        }

        await writer.FlushAsync();
    }

    private async Task<T> ReadAsync<T>(EventStreamWriter writer, Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await read(cancellationToken);
            }
            catch (System.Data.Common.DbException exception)
            {
                LogNotRead(exception.Message);
                writer.WritePing(cursor: null);
                await writer.FlushAsync();
                await Task.Delay(ReadAgainAfter, clock, cancellationToken);
            }
        }
    }

    private async Task SayGoodbyeAsync(HttpContext context)
    {
        var spread = options.Value.RetrySpread * Random.Shared.NextDouble();
        var farewell = new EventStreamWriter(context.Response.BodyWriter, TimeSpan.FromSeconds(1), clock, context.RequestAborted);
        farewell.WriteRetry(options.Value.Retry + spread);
        try
        {
            await farewell.FlushAsync();
        }
        catch (Exception exception) when (exception is OperationCanceledException or TimeoutException or IOException)
        {
            context.Abort();
        }
    }

    [LoggerMessage(LogLevel.Warning, "The statuses for an event stream could not be read; trying again: {Reason}")]
    private partial void LogNotRead(string reason);
}
