using Pipeline.Status;

namespace Pipeline.Storage;

/// <summary>A status that has changed since it was last known to be announced.</summary>
/// <param name="Key">Which.</param>
/// <param name="AnnouncedRevision">See <see cref="StatusRow.AnnouncedRevision"/>.</param>
public sealed record UnannouncedStatus(StatusKey Key, long AnnouncedRevision);
