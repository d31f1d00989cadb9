namespace Pipeline.Webhooks;

/// <summary>A delivery that this process is to send.</summary>
/// <param name="Row">The delivery.</param>
/// <param name="Owner">What tells this claim from any other.</param>
/// <param name="Attempt">Which attempt this is, from 1.</param>
/// <param name="Url">Where to.</param>
/// <param name="Host">The host and port of that.</param>
/// <param name="Secret">What to sign it with.</param>
public sealed record ClaimedDelivery(WebhookDeliveryRow Row, string Owner, int Attempt, Uri Url, string Host, string Secret)
{
    /// <summary>Whether nothing is tried after it. A test is for somebody who looks, now.</summary>
    public bool IsLast => Row.IsTest || Attempt >= RetrySchedule.MostAttempts;
}
