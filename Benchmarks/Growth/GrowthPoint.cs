namespace Benchmarks.Growth;

/// <summary>One point of a series.</summary>
/// <param name="X">What grows.</param>
/// <param name="Values">What was measured there, one for each measure of the series.</param>
/// <param name="IsServers">Whether the load client kept up, so that the times are the server's.</param>
/// <param name="Trouble">What did not arrive as it should; null when everything did.</param>
internal sealed record GrowthPoint(double X, IReadOnlyList<double> Values, bool IsServers, string? Trouble);
