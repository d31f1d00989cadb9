using Microsoft.AspNetCore.Mvc;

namespace BlazorApp.Api;

/// <summary>Notices by webhook, for programs.</summary>
public static class WebhookApi
{
    /// <summary>Maps <c>/api/webhooks</c> and what is below.</summary>
    public static IEndpointRouteBuilder MapWebhookApi(this IEndpointRouteBuilder app)
    {
        var webhooks = app.MapGroup("/api/webhooks").WithTags("Webhooks").ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        webhooks.MapGet("", WebhookRoutes.ListAsync)
            .WithName("ListWebhooks")
            .WithSummary("All webhooks, the newest first.");
        webhooks.MapPost("", WebhookRoutes.CreateAsync)
            .WithName("CreateWebhook")
            .WithSummary("Makes a webhook. It is told of what happens from now on; its secret is in this answer and in no other.")
            .WithMetadata(new RequestSizeLimitAttribute(SubmitRequest.MaxBytes))
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
        webhooks.MapGet("/{id}", WebhookRoutes.GetAsync)
            .WithName("GetWebhook")
            .WithSummary("A webhook.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        webhooks.MapDelete("/{id}", WebhookRoutes.DeleteAsync)
            .WithName("DeleteWebhook")
            .WithSummary("Removes a webhook with all its deliveries.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        webhooks.MapPost("/{id}/start", WebhookRoutes.StartAsync)
            .WithName("StartWebhook")
            .WithSummary("Lets a webhook that was stopped go on where it stopped.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        webhooks.MapPost("/{id}/secret", WebhookRoutes.ReplaceSecretAsync)
            .WithName("ReplaceWebhookSecret")
            .WithSummary("Gives a webhook another secret, which is in this answer and in no other.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        webhooks.MapPost("/{id}/test", WebhookRoutes.TestAsync)
            .WithName("TestWebhook")
            .WithSummary("Sends a signed test, once. What was answered to it is at the Location.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        webhooks.MapGet("/{id}/deliveries", DeliveryRoutes.ListAsync)
            .WithName("ListDeliveries")
            .WithSummary("A page of what a webhook was told and what was answered, the newest first. The Link header names the next page.")
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound);
        webhooks.MapGet("/{id}/deliveries/{delivery}", DeliveryRoutes.GetAsync)
            .WithName("GetDelivery")
            .WithSummary("A delivery and what was answered.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        webhooks.MapPost("/{id}/deliveries/{delivery}/resend", DeliveryRoutes.ResendAsync)
            .WithName("ResendDelivery")
            .WithSummary("Sends a delivery again as it was.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        return app;
    }
}
