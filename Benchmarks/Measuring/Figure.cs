namespace Benchmarks.Measuring;

/// <summary>What one run found of one thing.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">In <paramref name="Unit"/>.</param>
/// <param name="Unit">What it is counted in.</param>
/// <param name="Bar">What it has to meet; null where nothing is asked of it.</param>
internal sealed record Figure(string Name, double Value, string Unit, double? Bar = null)
{
    /// <summary>Whether it has to be as large as its bar, instead of as small.</summary>
    public bool AtLeast { get; init; }
}
