using BlazorApp.Status;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BlazorApp.Diagnostics;

/// <summary>What a load balancer or a supervisor asks.</summary>
public static class HealthRoutes
{
    /// <summary>Maps <c>/health/live</c> and <c>/health/ready</c>.</summary>
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder app)
    {
        var health = app.MapGroup("/health").WithTags("Health");
        health.MapGet("/live", () => TypedResults.Ok(new LiveResponse(Live: true)))
            .WithName("GetLive")
            .WithSummary("Whether the process is up; nothing else is looked at.");
        health.MapGet("/ready", GetReady)
            .WithName("GetReady")
            .WithSummary("Whether Redis, the subscriptions and the database are usable, each in words; looked at every second.")
            .Produces<ReadyResponse>()
            .Produces<ReadyResponse>(StatusCodes.Status503ServiceUnavailable);
        return app;
    }

    private static JsonHttpResult<ReadyResponse> GetReady(LiveHealth health, ListenerCounters counters, HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        var ready = health.HasLooked ? ReadyResponse.Of(health.Report, counters.ProbeAge) : ReadyResponse.Starting;
        return TypedResults.Json(ready, statusCode: ready.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
