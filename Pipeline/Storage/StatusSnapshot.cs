using Pipeline.Status;

namespace Pipeline.Storage;

/// <summary>Statuses as they stood, and how far the reading reaches.</summary>
/// <param name="Statuses">The statuses in the order of their revisions, with inline results.</param>
/// <param name="Cursor">Every change up to this revision is contained or was outside of what was asked; what changes later is above it.</param>
public sealed record StatusSnapshot(IReadOnlyList<StatusChange> Statuses, long Cursor);
