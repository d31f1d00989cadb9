using System.ComponentModel;
using System.Globalization;
using BlazorApp.Webhooks;
using Microsoft.AspNetCore.Http.HttpResults;
using Pipeline.Webhooks;

namespace BlazorApp.Api;

/// <summary>What webhooks were told.</summary>
internal static class DeliveryRoutes
{
    private const int MaxPageSize = 200;
    private const int DefaultPageSize = 50;

    // The limit comes as text: a number that does not parse would be refused without the name of the field.
    public static async Task<Results<Ok<DeliveryPageResponse>, ProblemHttpResult>> ListAsync(
        string id,
        [Description("How many deliveries at most, 1 to 200; 50 when absent.")] string? size,
        [Description("The next of the page before; the newest when absent.")] string? after,
        WebhookStore store, HttpResponse response, CancellationToken cancellationToken)
    {
        var most = DefaultPageSize;
        if (size is not null && !int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out most) || most is < 1 or > MaxPageSize)
            return ApiProblem.Invalid("size", $"Ask for 1 to {MaxPageSize} deliveries at a time.");
        if (await store.FindAsync(id, cancellationToken) is null)
            return WebhookRoutes.Unknown;
        try
        {
            var page = await store.GetDeliveriesAsync(id, most, after, cancellationToken);
            if (page.Next is not null)
                response.Headers.Link = $"</api/webhooks/{id}/deliveries?size={most}&after={page.Next}>; rel=\"next\"";
            return TypedResults.Ok(new DeliveryPageResponse([.. page.Deliveries.Select(DeliveryResponse.Of)], page.Next));
        }
        catch (FormatException exception)
        {
            return ApiProblem.Invalid("after", exception.Message);
        }
    }

    public static async Task<Results<Ok<DeliveryResponse>, ProblemHttpResult>> GetAsync(
        string id, string delivery, WebhookStore store, CancellationToken cancellationToken) =>
        await store.FindDeliveryAsync(id, delivery, cancellationToken) is { } row ? TypedResults.Ok(DeliveryResponse.Of(row)) : UnknownDelivery;

    public static async Task<Results<Accepted<DeliveryResponse>, ProblemHttpResult>> ResendAsync(
        string id, string delivery, WebhookStore store, WebhookBell bell, CancellationToken cancellationToken)
    {
        if (await store.FindDeliveryAsync(id, delivery, cancellationToken) is not { } before)
            return UnknownDelivery;
        if (await store.FindAsync(id, cancellationToken) is { Stopped: not null } && !before.IsTest)
            return ApiProblem.Conflict("The webhook is stopped. Start it again first.");
        if (!await store.ResendAsync(id, delivery, cancellationToken))
            return ApiProblem.Conflict("It is being sent at this moment.");
        bell.Ring();
        var row = await store.FindDeliveryAsync(id, delivery, cancellationToken);
        return TypedResults.Accepted($"/api/webhooks/{id}/deliveries/{delivery}", DeliveryResponse.Of(row ?? before));
    }

    private static ProblemHttpResult UnknownDelivery => ApiProblem.NotFound("There is no such delivery of this webhook. Those that are over are listed for some days.");
}
