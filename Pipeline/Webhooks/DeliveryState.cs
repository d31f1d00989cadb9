namespace Pipeline.Webhooks;

/// <summary>How far a delivery is.</summary>
public enum DeliveryState
{
    /// <summary>It waits for its first attempt or its next.</summary>
    Pending,

    /// <summary>The receiver answered with success.</summary>
    Delivered,

    /// <summary>Every attempt failed, over a day; nothing more is tried by itself.</summary>
    GivenUp,

    /// <summary>A newer state of the same status took its place before it arrived.</summary>
    Superseded,
}
