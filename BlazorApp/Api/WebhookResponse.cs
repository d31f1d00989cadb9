using Pipeline.Status;
using Pipeline.Webhooks;

namespace BlazorApp.Api;

/// <summary>A webhook. Its secret is told once, when it is made or replaced.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Url">Where notices go.</param>
/// <param name="Video">The one video that it is for; null for all.</param>
/// <param name="States">The states that it is told of.</param>
/// <param name="CreatedAt">When it was made, in UTC.</param>
/// <param name="Stopped">Why nothing is sent any more: <c>gone</c> when the receiver answered 410; null while it runs.</param>
/// <param name="StoppedAt">Since when.</param>
public sealed record WebhookResponse(
    string Id, string Url, string? Video, IReadOnlyList<StatusState> States, DateTime CreatedAt, string? Stopped, DateTime? StoppedAt)
{
    /// <summary>The response for a webhook that was read from the store.</summary>
    public static WebhookResponse Of(WebhookRow row) => new(
        row.Id, row.Url, row.VideoId, WebhookStates.Of(row), row.CreatedAt.UtcDateTime, ApiNames.Of(row.Stopped), row.StoppedAt?.UtcDateTime);
}
