namespace BlazorApp.Api;

/// <summary>All webhooks, the newest first.</summary>
/// <param name="Webhooks">The webhooks.</param>
public sealed record WebhookListResponse(IReadOnlyList<WebhookResponse> Webhooks);
