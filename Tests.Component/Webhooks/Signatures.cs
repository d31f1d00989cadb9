using System.Text;
using Pipeline.Webhooks;
using Xunit;

namespace Tests.Component.Webhooks;

/// <summary>What receivers of Standard Webhooks verify.</summary>
public sealed class Signatures
{
    // The first is the example of the reference libraries (github.com/standard-webhooks); all were computed anew with
    // printf '%s' "$id.$timestamp.$body" | openssl dgst -sha256 -mac HMAC -macopt hexkey:$key -binary | base64
    [Theory]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", "msg_1", 1, "{\"text\":\"Işık ☂\"}", "v1,sG0+NdLXHNtzZcTyFliPFnDTrF9YibZh9teYhEW4N5k=")]
    public void Signature_is_the_one_that_others_compute(string secret, string id, long timestamp, string body, string signature) =>
        Assert.Equal(signature, WebhookSignature.Sign(secret, id, timestamp, Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void Secret_is_random_and_as_long_as_the_specification_asks_for()
    {
        var secrets = Enumerable.Range(0, 100).Select(_ => WebhookSignature.NewSecret()).ToHashSet();

        Assert.Equal(100, secrets.Count);
        Assert.All(secrets, secret =>
        {
            Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
            Assert.InRange(Convert.FromBase64String(secret["whsec_".Length..]).Length, 24, 64);
        });
    }
}
