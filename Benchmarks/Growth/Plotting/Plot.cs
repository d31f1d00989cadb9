using System.Text;

namespace Benchmarks.Growth.Plotting;

/// <summary>Draws a series as SVG: a panel for each measure, side by side. It follows the reader's choice of light or dark.</summary>
internal static class Plot
{
    private const int Edge = 8;

    // The app's own colours.
    private const string Style = """
        <style>
          text { font: 12px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #1c1b19; font-variant-numeric: tabular-nums }
          .title { font-weight: 600; font-size: 14px } .mark, .unit { fill: #66625a } .paper { fill: #fbfaf7; stroke: #e7e3da }
          .rule { stroke: #e7e3da } .line { stroke: #1c1b19; fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round }
          .point { fill: #1c1b19; stroke: #fbfaf7; stroke-width: 2 } .doubt { fill: #fbfaf7; stroke: #1c1b19; stroke-width: 1.5 }
          .value { font-size: 11.5px; font-weight: 500; paint-order: stroke; stroke: #fbfaf7; stroke-width: 4; stroke-linejoin: round }
          @media (prefers-color-scheme: dark) {
            text, .point { fill: #ece9e1 } .mark, .unit { fill: #a39e93 } .paper { fill: #14130f; stroke: #2e2b25 } .rule { stroke: #2e2b25 }
            .line, .doubt { stroke: #ece9e1 } .point, .value { stroke: #14130f } .doubt { fill: #14130f }
          }
        </style>
        """;

    /// <summary>The whole picture.</summary>
    public static string Draw(GrowthSeries series)
    {
        var width = (series.Measures.Count * Panel.Width) + (2 * Edge);
        var svg = new StringBuilder();
        svg.Append(FormattableString.Invariant(
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {Panel.Height}\" width=\"{width}\" height=\"{Panel.Height}\" role=\"img\" aria-labelledby=\"t\">\n"));
        var title = $"{string.Join("; ", series.Measures.Select(measure => measure.Title))}, by {series.XTitle}";
        svg.Append(FormattableString.Invariant($"<title id=\"t\">{Panel.Escape(title)}</title>\n{Style}\n"));
        svg.Append(FormattableString.Invariant($"<rect class=\"paper\" x=\"0.5\" y=\"0.5\" width=\"{width - 1}\" height=\"{Panel.Height - 1}\" rx=\"10\"/>\n"));
        for (var panel = 0; panel < series.Measures.Count; panel++)
        {
            svg.Append(FormattableString.Invariant($"<g transform=\"translate({Edge + (panel * Panel.Width)} 0)\">\n"));
            new Panel(series, panel, svg).Draw();
            svg.Append("</g>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }
}
