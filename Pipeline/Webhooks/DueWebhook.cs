namespace Pipeline.Webhooks;

/// <summary>A webhook for which something is due.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Host">The host and port that it is sent to.</param>
public sealed record DueWebhook(string Id, string Host);
