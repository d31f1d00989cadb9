using Benchmarks.Faults.Kinds;

namespace Benchmarks.Faults.Judging;

/// <summary>How long it took after a fault until everybody had the truth.</summary>
/// <param name="Fault">The fault.</param>
/// <param name="Took">
/// From its end, or from the end of the last other fault that was on before everybody had the truth; 0 when that one was still
/// on then. Null when it never came to that.
/// </param>
/// <param name="IsLate">It took longer than it may, without another fault to blame.</param>
/// <param name="Missing">What was missing when it was late, one example.</param>
internal sealed record Recovery(Fault Fault, TimeSpan? Took, bool IsLate, string? Missing);
