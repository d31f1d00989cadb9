using System.Text.Json;
using Pipeline.Status;

namespace Pipeline.Webhooks;

/// <summary>What is sent: the announcement of the wire contract and its <c>type</c>, as on the event stream.</summary>
internal static class WebhookBody
{
    /// <summary>A change.</summary>
    public static string Of(StatusChange change)
    {
        var message = change.Message with { Language = change.Message.Language ?? change.Key.Language };
        var json = JsonSerializer.Serialize(message, StatusJson.Wire.StatusMessage);
        return $"{{\"type\":\"{change.Key.Kind.Name}\",{json[1..]}";
    }

    /// <summary>A test, which no change can be mistaken for.</summary>
    public static string OfTest(string webhookId, DateTimeOffset now) =>
        $$"""{"type":"test","webhook":"{{webhookId}}","timestamp":{{now.ToUnixTimeMilliseconds()}}}""";
}
