namespace Pipeline.Webhooks;

/// <summary>What an attempt came to.</summary>
public enum DeliveryOutcome
{
    /// <summary>It arrived.</summary>
    Delivered,

    /// <summary>It is tried again.</summary>
    Failed,

    /// <summary>That was the last attempt.</summary>
    GivenUp,

    /// <summary>The receiver wants nothing more.</summary>
    Stopped,
}
