namespace BlazorApp.Api;

/// <summary>A secret, which is told this once.</summary>
/// <param name="Webhook">The webhook whose notices it signs.</param>
/// <param name="Secret"><c>whsec_</c> and the key in base64.</param>
public sealed record WebhookSecretResponse(WebhookResponse Webhook, string Secret);
