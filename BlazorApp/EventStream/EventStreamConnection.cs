using BlazorApp.Sockets;
using BlazorApp.Status;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Options;

namespace BlazorApp.EventStream;

/// <summary>
/// One open event stream: opens at once, then delivers until it ends in one of the ways that <see cref="StreamEnd"/> names.
/// </summary>
internal sealed class EventStreamConnection(
    StatusFeed feed,
    ListenerProbe probe,
    SnapshotReads reads,
    StreamEpoch epoch,
    DeliveryLoops loops,
    EventStreamCount count,
    IHostApplicationLifetime lifetime,
    IOptions<EventStreamOptions> options,
    TimeProvider clock,
    ILogger<EventStreamDelivery> logger)
{
    /// <summary>Serves the stream until it ends.</summary>
    /// <param name="context">The request.</param>
    /// <param name="filter">What is watched.</param>
    /// <param name="lastEventId">The cursor the client came back with, unchecked; null for a first visit.</param>
    public async Task<StreamEnd> RunAsync(HttpContext context, StatusFilter filter, string? lastEventId)
    {
        PrepareResponse(context);
        count.Opened();
        var end = StreamEnd.ClientGone;
        try
        {
            end = await DeliverAsync(context, filter, lastEventId);
            return end;
        }
        finally
        {
            count.Ended(end);
        }
    }

    private async Task<StreamEnd> DeliverAsync(HttpContext context, StatusFilter filter, string? lastEventId)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        var writer = new EventStreamWriter(context.Response.BodyWriter, SocketOutput.Of(context), options.Value.WriteTimeout, clock, ending.Token);
        try
        {
            // First, so that a client that was told that it is connected misses nothing from then on.
            using var subscription = feed.Subscribe(filter);
            writer.WriteRetry(options.Value.Retry);
            writer.WriteConnection();
            await writer.FlushAsync();
            var delivery = new EventStreamDelivery(writer, subscription, feed, probe, reads, loops.Next(), count, options.Value, clock, logger);
            await delivery.RunAsync(epoch, lastEventId, ending.Token);
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

    private async Task SayGoodbyeAsync(HttpContext context)
    {
        var spread = options.Value.RetrySpread * Random.Shared.NextDouble();
        var farewell = new EventStreamWriter(context.Response.BodyWriter, socket: null, TimeSpan.FromSeconds(1), clock, context.RequestAborted);
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
}
