namespace BlazorApp.Status;

/// <summary>What a subscriber finds in its mailbox.</summary>
/// <param name="Events">The newest change of each status that changed, in the order of arrival.</param>
/// <param name="Reset">More had come than the mailbox holds, and it was dropped: read everything anew, then apply <paramref name="Events"/>.</param>
public sealed record MailboxBatch(IReadOnlyList<FeedEvent> Events, bool Reset)
{
    /// <summary>There was nothing in it.</summary>
    public bool IsEmpty => Events.Count == 0 && !Reset;
}
