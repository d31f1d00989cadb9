using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Webhooks;

/// <summary>
/// Signs what is sent, as Standard Webhooks says (github.com/standard-webhooks, "Signature scheme"): HMAC-SHA256 over
/// <c>{id}.{timestamp}.{body}</c>, in base64, behind the version of the scheme.
/// </summary>
public static class WebhookSignature
{
    private const string SecretPrefix = "whsec_";
    private const int SecretBytes = 32;

    /// <summary>A secret that nobody has: 32 bytes by chance.</summary>
    public static string NewSecret() => SecretPrefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>The value of <c>webhook-signature</c>.</summary>
    /// <param name="secret">As <see cref="NewSecret"/> makes it.</param>
    /// <param name="id">The value of <c>webhook-id</c>.</param>
    /// <param name="timestamp">The value of <c>webhook-timestamp</c>, seconds since 1970-01-01 UTC.</param>
    /// <param name="body">The body, byte by byte as it is sent.</param>
    public static string Sign(string secret, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(secret);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret[SecretPrefix.Length..]), signed));
    }
}
