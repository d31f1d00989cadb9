using Pipeline.Status;

namespace Pipeline.Storage;

/// <summary>A status and what it has produced so far, read together.</summary>
/// <param name="Status">The status.</param>
/// <param name="Text">The result; null until there is one.</param>
/// <param name="Segments">The stored segments in order; empty for a kind that has none.</param>
public sealed record ResultView(StatusChange Status, string? Text, IReadOnlyList<Segment> Segments);
