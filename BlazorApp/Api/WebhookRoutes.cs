using BlazorApp.Webhooks;
using Microsoft.AspNetCore.Http.HttpResults;
using Pipeline.Webhooks;
using Pipeline.Webhooks.Sending;

namespace BlazorApp.Api;

/// <summary>Making, stopping and testing webhooks.</summary>
internal static class WebhookRoutes
{
    public static async Task<Ok<WebhookListResponse>> ListAsync(WebhookStore store, CancellationToken cancellationToken) =>
        TypedResults.Ok(new WebhookListResponse([.. (await store.ListAsync(cancellationToken)).Select(WebhookResponse.Of)]));

    public static async Task<Results<Created<WebhookSecretResponse>, ProblemHttpResult>> CreateAsync(
        WebhookRequest request, AddressRules rules, WebhookStore store, WebhookBell bell, CancellationToken cancellationToken)
    {
        var (address, states, errors) = request.Read(rules);
        if (address is null || errors.Count > 0)
            return ApiProblem.Invalid(errors);
        if (await store.CreateAsync(address, request.Video, states, cancellationToken) is not { } row)
            return ApiProblem.Conflict($"There are {WebhookStore.Most} webhooks already. Remove one that is not needed.");
        bell.Ring();
        return TypedResults.Created($"/api/webhooks/{row.Id}", new WebhookSecretResponse(WebhookResponse.Of(row), row.Secret));
    }

    public static async Task<Results<Ok<WebhookResponse>, ProblemHttpResult>> GetAsync(
        string id, WebhookStore store, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is { } row ? TypedResults.Ok(WebhookResponse.Of(row)) : Unknown;

    public static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(string id, WebhookStore store, CancellationToken cancellationToken) =>
        await store.DeleteAsync(id, cancellationToken) ? TypedResults.NoContent() : Unknown;

    public static async Task<Results<Ok<WebhookResponse>, ProblemHttpResult>> StartAsync(
        string id, WebhookStore store, WebhookBell bell, CancellationToken cancellationToken)
    {
        var started = await store.StartAsync(id, cancellationToken);
        if (await store.FindAsync(id, cancellationToken) is not { } row)
            return Unknown;
        if (!started)
            return ApiProblem.Conflict("The webhook is not stopped.");
        bell.Ring();
        return TypedResults.Ok(WebhookResponse.Of(row));
    }

    public static async Task<Results<Ok<WebhookSecretResponse>, ProblemHttpResult>> ReplaceSecretAsync(
        string id, WebhookStore store, CancellationToken cancellationToken) =>
        await store.ReplaceSecretAsync(id, cancellationToken) is { } secret && await store.FindAsync(id, cancellationToken) is { } row
            ? TypedResults.Ok(new WebhookSecretResponse(WebhookResponse.Of(row), secret))
            : Unknown;

    public static async Task<Results<Accepted<DeliveryResponse>, ProblemHttpResult>> TestAsync(
        string id, WebhookStore store, WebhookBell bell, CancellationToken cancellationToken)
    {
        if (await store.TestAsync(id, cancellationToken) is not { } delivery)
            return Unknown;
        bell.Ring();
        return TypedResults.Accepted($"/api/webhooks/{id}/deliveries/{delivery.Id}", DeliveryResponse.Of(delivery));
    }

    internal static ProblemHttpResult Unknown => ApiProblem.NotFound("There is no such webhook. GET /api/webhooks lists those there are.");
}
