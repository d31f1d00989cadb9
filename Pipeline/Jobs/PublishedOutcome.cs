namespace Pipeline.Jobs;

/// <summary>What became of a short form.</summary>
public enum PublishedOutcome
{
    /// <summary>It is stored now.</summary>
    Stored,

    /// <summary>It was stored already, by this process or by another one that heard it.</summary>
    Known,

    /// <summary>One with a later timestamp is stored, or one with the same that has ended what this one would reopen. Nothing changed.</summary>
    Late,

    /// <summary>The video was deleted. Its publisher may go on; nothing changed.</summary>
    Deleted,
}
