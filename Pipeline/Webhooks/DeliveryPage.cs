using System.Globalization;

namespace Pipeline.Webhooks;

/// <summary>A page of deliveries, the newest first.</summary>
/// <param name="Deliveries">The deliveries.</param>
/// <param name="Next">What to ask for the next page with; null on the last one.</param>
public sealed record DeliveryPage(IReadOnlyList<WebhookDeliveryRow> Deliveries, string? Next)
{
    /// <summary>The page of rows that were read with one more than fits on it.</summary>
    internal static DeliveryPage Of(List<WebhookDeliveryRow> rows, int size)
    {
        var page = rows.Take(size).ToList();
        return new DeliveryPage(page, rows.Count > size ? $"{page[^1].CreatedAt.ToUnixTimeMilliseconds()}_{page[^1].Id}" : null);
    }

    internal static (DateTimeOffset CreatedAt, string Id) ParsePosition(string text) =>
        text.Split('_', 2) is [var milliseconds, { Length: > 0 and <= 64 } id]
            && long.TryParse(milliseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value < 253_402_300_800_000
            ? (DateTimeOffset.FromUnixTimeMilliseconds(value), id)
            : throw new FormatException("'after' is not a position in this list. Use the 'next' of the page before.");
}
