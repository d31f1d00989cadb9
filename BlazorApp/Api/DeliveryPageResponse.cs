namespace BlazorApp.Api;

/// <summary>One page of what a webhook was told, the newest first.</summary>
/// <param name="Deliveries">The deliveries of this page.</param>
/// <param name="Next">The <c>after</c> of the next page; null on the last one.</param>
public sealed record DeliveryPageResponse(IReadOnlyList<DeliveryResponse> Deliveries, string? Next);
