namespace Pipeline.Storage;

/// <summary>What becomes of a status whose video was deleted, when the deletion is taken back.</summary>
public enum StatusDeletion
{
    /// <summary>It is shown again as it stands.</summary>
    Kept,

    /// <summary>It waited or ran: unless it ended all the same, it is queued again and goes on after what is stored.</summary>
    Stopped,

    /// <summary>Nothing: what it had made is gone.</summary>
    Erased,
}
