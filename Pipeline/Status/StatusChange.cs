namespace Pipeline.Status;

/// <summary>One change of one status, as it travels inside a process.</summary>
/// <param name="Key">Whose status it is; its language is the message's, or the one the short form was resolved to.</param>
/// <param name="Message">What changed.</param>
public sealed record StatusChange(StatusKey Key, StatusMessage Message)
{
    /// <summary>
    /// Where this change stands in the order of its status: its revision, or, for a short form that is shown before it is
    /// stored, the revision it was shown over. 0 when nothing came before.
    /// </summary>
    public long Order { get; init; } = Message.Revision ?? 0;

    /// <summary>Where this change stands in the order of commits; 0 for what was heard and not read from the store.</summary>
    public long Position { get; init; }

    /// <summary>
    /// What to show after this change arrives over <paramref name="shown"/>; null when that is newer already, so that a
    /// duplicate, a replay or a late arrival changes nothing. A short form carries no revision: it is shown, and whatever
    /// the database says next replaces it. Of a video that was deleted it is not shown.
    /// </summary>
    public StatusChange? Over(StatusChange? shown)
    {
        if (shown is null)
            return this;
        if (Message.Revision is null)
            return shown.Message.Deleted == true ? null : this with { Order = shown.Order };
        return Order > shown.Order ? this : null;
    }
}
