using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc;

namespace BlazorApp.Api;

/// <summary>Registers and maps the HTTP API.</summary>
public static class VideoApi
{
    /// <summary>Adds what the API needs: its JSON, its problem details and its description.</summary>
    public static IServiceCollection AddVideoApi(this IServiceCollection services)
    {
        services.AddProblemDetails();
        services.AddExceptionHandler<ApiExceptionHandler>();
        // Off of Development the framework would answer a body that it cannot read without a word about what is wrong.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            // As on the wire: letters of every language as they are, markup escaped.
            options.SerializerOptions.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        });
        services.AddApiDescription();
        return services;
    }

    /// <summary>Everything under <c>/api</c> is answered in JSON, also what no route answers or what a route throws.</summary>
    public static IApplicationBuilder UseApiProblems(this IApplicationBuilder app) => app.UseWhen(
        context => context.Request.Path.StartsWithSegments("/api"),
        api => api
            .Use((context, next) =>
            {
                context.Response.Headers.CacheControl = "no-store";
                return next(context);
            })
            .UseExceptionHandler()
            .UseStatusCodePages(context => RefuseAsync(context.HttpContext)));

    /// <summary>Maps <c>/api/videos</c> and what is below, and the description at <c>/openapi/v1.json</c>.</summary>
    public static IEndpointRouteBuilder MapVideoApi(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi();
        var videos = app.MapGroup("/api/videos").WithTags("Videos").ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        videos.MapPost("", VideoRoutes.SubmitAsync)
            .WithName("SubmitVideo")
            .WithSummary("Submits a video: its transcript is queued (202). The same video and language again is 200 with what is there.")
            .WithMetadata(new RequestSizeLimitAttribute(SubmitRequest.MaxBytes))
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
        videos.MapGet("", VideoRoutes.ListAsync)
            .WithName("ListVideos")
            .WithSummary("A page of the videos, each with its statuses, filtered and sorted as asked. The Link header names the next page.")
            .ProducesValidationProblem();
        videos.MapGet("/{id}", VideoRoutes.GetAsync)
            .WithName("GetVideo")
            .WithSummary("A video with its statuses.")
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound);
        videos.MapDelete("/{id}", DeletionRoutes.DeleteAsync)
            .WithName("DeleteVideo")
            .WithSummary("Deletes a video with everything made of it; whoever watches it is told. For an hour it can be had back.")
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound);
        videos.MapPost("/{id}/restore", DeletionRoutes.RestoreAsync)
            .WithName("RestoreVideo")
            .WithSummary("Brings a deleted video back. What the deletion had cancelled goes on after what is stored.")
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status410Gone);
        videos.MapGet("/{id}/{kind}", StatusRoutes.GetAsync)
            .WithName("GetResult")
            .WithSummary("A status with its segments so far and, when there is one, its result. The ETag is its revision.")
            .Produces(StatusCodes.Status304NotModified)
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound);
        videos.MapPost("/{id}/{kind}/retry", StatusRoutes.RetryAsync)
            .WithName("RetryStatus")
            .WithSummary("Queues again what failed or was cancelled.")
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        videos.MapPost("/{id}/{kind}/cancel", StatusRoutes.CancelAsync)
            .WithName("CancelStatus")
            .WithSummary("Cancels what waits; asks the worker of what runs to stop.")
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        return app;
    }

    private static Task RefuseAsync(HttpContext context)
    {
        if (AllowedMethods.At(context) is { Count: > 0 } methods && !methods.Contains(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = string.Join(", ", methods);
        }

        return ApiProblem.Of(context.Response.StatusCode).ExecuteAsync(context);
    }
}
