namespace BlazorApp.Components.Figures;

/// <summary>One line of a chart.</summary>
/// <param name="Name">What it is; null where the chart's title says it.</param>
/// <param name="Now">Its newest value in words.</param>
/// <param name="Values">One a second, the oldest first; null where there was none.</param>
public sealed record ChartLine(string? Name, string Now, IReadOnlyList<double?> Values);
