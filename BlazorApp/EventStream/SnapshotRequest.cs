namespace BlazorApp.EventStream;

/// <summary>What a reader asks the store for: the statuses of its videos, or what changed since.</summary>
/// <param name="VideoIds">Which videos; null for all.</param>
/// <param name="Since">Only what changed above this position; null for the snapshot, which of all videos holds what waits or runs.</param>
internal sealed record SnapshotRequest(IReadOnlyCollection<string>? VideoIds, long? Since);
