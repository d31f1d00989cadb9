using System.Security.Cryptography;

namespace Pipeline.Webhooks;

/// <summary>Ids that nobody can guess.</summary>
internal static class WebhookIds
{
    private const int Digits = 24;

    public static string NewWebhook() => $"wh_{RandomNumberGenerator.GetHexString(Digits, lowercase: true)}";

    public static string NewDelivery() => $"msg_{RandomNumberGenerator.GetHexString(Digits, lowercase: true)}";
}
