using Benchmarks.Faults.Deploying;
using Benchmarks.Faults.Viewers;

namespace Benchmarks.Faults.Kinds;

/// <summary>All that something can happen to.</summary>
/// <param name="Deployment">What runs.</param>
/// <param name="Audience">Who watches.</param>
internal sealed record Scene(Deployment Deployment, Audience Audience);
