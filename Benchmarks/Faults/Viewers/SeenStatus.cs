namespace Benchmarks.Faults.Viewers;

/// <summary>The newest that a viewer knows of a status.</summary>
internal readonly record struct SeenStatus(string State, long Revision);
