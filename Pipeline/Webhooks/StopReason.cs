namespace Pipeline.Webhooks;

/// <summary>Why nothing is sent to a webhook any more.</summary>
public enum StopReason
{
    /// <summary>Its receiver answered 410: it is gone and wants nothing more.</summary>
    Gone,
}
