namespace Benchmarks.Growth;

/// <summary>Something that is measured at every point.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Unit">In what unit.</param>
/// <param name="IsLogarithmic">Whether it is drawn by factors; else from nothing on.</param>
internal sealed record Measure(string Title, string Unit, bool IsLogarithmic = true);
