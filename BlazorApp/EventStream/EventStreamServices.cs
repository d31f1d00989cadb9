using BlazorApp.Status;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Pipeline.Status;

namespace BlazorApp.EventStream;

/// <summary>Registers and maps the event stream.</summary>
public static class EventStreamServices
{
    // {
    //   "EventStream": { "Heartbeat": "00:00:15", "Retry": "00:00:02", "RetrySpread": "00:00:05", "WriteTimeout": "00:00:30",
    //                    "MaxVideos": 500, "SnapshotSize": 1000, "ResumePage": 500 }
    // }

    // "&video=" and the longest id; and a kilobyte for what else the line holds.
    private const int BytesPerVideo = 7 + VideoId.MaxLength;
    private const int OtherBytes = 1024;

    /// <summary>Adds what the event stream needs.</summary>
    public static IServiceCollection AddEventStream(this IServiceCollection services)
    {
        services.AddOptions<EventStreamOptions>().BindConfiguration("EventStream").ValidateDataAnnotations().ValidateOnStart();
        // The server takes 8 KiB, which is less than the videos that one stream may name.
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<EventStreamOptions>>((server, options) =>
            server.Limits.MaxRequestLineSize = Math.Max(server.Limits.MaxRequestLineSize, (options.Value.MaxVideos * BytesPerVideo) + OtherBytes));
        services.AddSingleton<EventStreamCount>();
        services.AddSingleton(provider => new StreamAging(provider.GetRequiredService<TimeProvider>(), StreamAging.CollectYoung));
        services.AddSingleton<StreamEpoch>();
        services.AddSingleton<SnapshotReads>();
        services.AddSingleton<DeliveryLoops>();
        services.AddSingleton<EventStreamConnection>();
        return services;
    }

    /// <summary>Maps <c>/api/sse</c> for all and for several videos, and <c>/api/sse/videos/{id}</c> for one.</summary>
    public static IEndpointRouteBuilder MapEventStream(this IEndpointRouteBuilder app)
    {
        var streams = app.MapGroup("/api/sse").WithTags("Event stream");
        streams.ShortCircuit(); // past what is there for pages, and for answers that end
        streams.MapGet("", (HttpContext context, string[]? video) => StreamAsync(context, video ?? []))
            .WithSummary("Every change of every video, or of the videos named by ?video=a&video=b, as server-sent events.")
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        streams.MapGet("/videos/{id}", (HttpContext context, string id) => StreamAsync(context, [id]))
            .WithSummary("Every change of one video as server-sent events; a video that nobody has submitted yet is waited for.")
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        return app;
    }

    private static async Task<IResult> StreamAsync(HttpContext context, string[] videos)
    {
        var most = context.RequestServices.GetRequiredService<IOptions<EventStreamOptions>>().Value.MaxVideos;
        if (videos.Length > most)
            return Refuse($"One stream carries {most} videos at most. Name fewer, or follow /api/sse without naming any.");
        if (videos.Any(id => !VideoId.IsWellFormed(id)))
            return Refuse($"A video id is {VideoId.Rule}.");

        var filter = videos.Length == 0 ? StatusFilter.All : StatusFilter.Videos(videos);
        await context.RequestServices.GetRequiredService<EventStreamConnection>().RunAsync(context, filter, LastEventId(context.Request));
        return Results.Empty;
    }

    // An empty one means that the client has none yet (WHATWG HTML, 9.2.4).
    private static string? LastEventId(HttpRequest request) =>
        ((string?[])[request.Headers["Last-Event-ID"].FirstOrDefault(), request.Query["lastEventId"].FirstOrDefault()])
            .FirstOrDefault(id => !string.IsNullOrEmpty(id));

    private static IResult Refuse(string detail) =>
        Results.Problem(detail, statusCode: StatusCodes.Status400BadRequest, title: "The stream cannot be opened");
}
