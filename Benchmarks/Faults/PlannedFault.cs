using Benchmarks.Faults.Kinds;

namespace Benchmarks.Faults;

/// <summary>A fault in its place in the schedule.</summary>
/// <param name="Fault">What goes wrong.</param>
/// <param name="Pause">How long after the end of the one before; or, when it overlaps, after its beginning.</param>
/// <param name="Overlaps">It begins while the one before is still on.</param>
internal sealed record PlannedFault(Fault Fault, TimeSpan Pause, bool Overlaps);
