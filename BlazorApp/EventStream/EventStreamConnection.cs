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
    StreamAging aging,
    IHostApplicationLifetime lifetime,
    IOptions<EventStreamOptions> options,
    TimeProvider clock,
    ILogger<EventStreamDelivery> logger)
{
    /// <summary>Opens the stream and serves it to its end; where the connection can be taken from the server, it ends after the request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="filter">What is watched.</param>
    /// <param name="lastEventId">The cursor the client came back with, unchecked; null for a first visit.</param>
    public Task RunAsync(HttpContext context, StatusFilter filter, string? lastEventId)
    {
        PrepareResponse(context);
        return StreamLine.OpenAsync(context, line => ServeAsync(line, filter, lastEventId));
    }

    private async Task ServeAsync(StreamLine line, StatusFilter filter, string? lastEventId)
    {
        count.Opened();
        var end = StreamEnd.ClientGone;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(line.Closed, lifetime.ApplicationStopping);
        var writer = line.Writer(options.Value.WriteTimeout, clock, ending.Token);
        try
        {
            // First, so that a client that was told that it is connected misses nothing from then on.
            using var subscription = feed.Subscribe(filter);
            writer.WriteRetry(options.Value.Retry);
            writer.WriteConnection();
            await writer.FlushAsync();
            aging.Opened(count.Open);
            var delivery = new EventStreamDelivery(writer, subscription, feed, probe, reads, loops.Next(), count, options.Value, clock, logger);
            await delivery.RunAsync(epoch, lastEventId, ending.Token);
        }
        catch (TimeoutException)
        {
            line.Abort();
            end = StreamEnd.TooSlow;
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested && !line.Closed.IsCancellationRequested)
        {
            await SayGoodbyeAsync(line);
            end = StreamEnd.HostStopping;
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            end = StreamEnd.ClientGone;
        }
        finally
        {
            count.Ended(end);
        }
    }

    private static void PrepareResponse(HttpContext context)
    {
        var response = context.Response;
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        // A slow reader is judged by the write timeout, once, and not by the server's data rate as well.
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
            rate.MinDataRate = null;
    }

    private async Task SayGoodbyeAsync(StreamLine line)
    {
        var spread = options.Value.RetrySpread * Random.Shared.NextDouble();
        var farewell = line.Writer(TimeSpan.FromSeconds(1), clock, line.Closed);
        farewell.WriteRetry(options.Value.Retry + spread);
        farewell.WriteEnd();
        try
        {
            await farewell.FlushAsync();
        }
        catch (Exception exception) when (exception is OperationCanceledException or TimeoutException or IOException)
        {
            line.Abort();
        }
    }
}
