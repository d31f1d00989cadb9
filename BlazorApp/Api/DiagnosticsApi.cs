using BlazorApp.Diagnostics;
using BlazorApp.Status;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BlazorApp.Api;

/// <summary>Shows programs the live path from inside.</summary>
public static class DiagnosticsApi
{
    /// <summary>Maps <c>/api/diagnostics</c> and what is below.</summary>
    public static IEndpointRouteBuilder MapDiagnosticsApi(this IEndpointRouteBuilder app)
    {
        var diagnostics = app.MapGroup("/api/diagnostics").WithTags("Diagnostics");
        diagnostics.MapGet("", ReadAsync)
            .WithName("GetDiagnostics")
            .WithSummary("The counters of every hop in the process that answers.");
        diagnostics.MapGet("/history", (DiagnosticsHistory history) => TypedResults.Ok(history.Read()))
            .WithName("GetDiagnosticsHistory")
            .WithSummary("The last five minutes of the process that answers, second by second, the oldest first.");
        diagnostics.MapGet("/events", (RecentEvents events, string? video = null, string? kind = null, string? outcome = null) =>
                TypedResults.Ok<IReadOnlyList<EventResponse>>([.. events.Read(EventFilter.Of(video, kind, outcome)).Select(item => EventResponse.Of(item))]))
            .WithName("GetDiagnosticsEvents")
            .WithSummary("The last 100 events of the process that answers, the newest first: what they were and how they were taken, never what they carried.")
            .WithDescription("`video` is a part of an id, `kind` a kind, `outcome` one of `passed-on`, `late`, `rejected`, `read-from-store`; what is none of these asks for any.");
        diagnostics.MapPost("/roundtrip", RunAsync)
            .WithName("MakeRoundTrip")
            .WithSummary("Sends a test message through Redis and back and times it; a message that does not come back within 3 s is not heard.");
        return app;
    }

    private static async Task<Ok<DiagnosticsReport>> ReadAsync(DiagnosticsReader reader, CancellationToken cancellationToken) =>
        TypedResults.Ok(await reader.ReadAsync(cancellationToken));

    private static async Task<Ok<RoundTripResponse>> RunAsync(RoundTrip roundTrip, CancellationToken cancellationToken) =>
        TypedResults.Ok(RoundTripResponse.Of(await roundTrip.RunAsync(cancellationToken)));
}
