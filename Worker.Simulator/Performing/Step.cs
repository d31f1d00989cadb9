using Pipeline.Status;

namespace Worker.Simulator.Performing;

/// <summary>One thing a performance does.</summary>
/// <param name="At">When, from the beginning of the whole performance.</param>
/// <param name="Progress">How far it is then, 0 to 1.</param>
/// <param name="Stage">What is being done, as a word.</param>
/// <param name="Segment">The segment that is heard then, if any.</param>
public sealed record Step(TimeSpan At, double Progress, string Stage, Segment? Segment = null);
