namespace Benchmarks.Faults.Viewers;

/// <summary>What a viewer reads of an event's data.</summary>
/// <param name="VideoId">The video; null in an event that tells no change.</param>
/// <param name="Language">The language.</param>
/// <param name="Status">The state.</param>
/// <param name="Revision">The revision; null in a short form, which the full form follows.</param>
internal sealed record StreamMessage(string? VideoId, string? Language, string? Status, long? Revision);
