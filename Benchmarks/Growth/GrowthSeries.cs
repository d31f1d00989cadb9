namespace Benchmarks.Growth;

/// <summary>How cost grows with one thing.</summary>
/// <param name="Name">What it is called on the command line and in file names.</param>
/// <param name="About">What is done at each point.</param>
/// <param name="XTitle">What grows.</param>
/// <param name="IsLogarithmic">Whether it grows by factors.</param>
/// <param name="Measures">What is measured.</param>
/// <param name="Points">Where.</param>
internal sealed record GrowthSeries(
    string Name, string About, string XTitle, bool IsLogarithmic, IReadOnlyList<Measure> Measures, IReadOnlyList<GrowthPoint> Points);
