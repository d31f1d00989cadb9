using System.Text;

namespace Benchmarks.Growth.Plotting;

/// <summary>Draws a series as SVG: a panel for each measure, side by side. It follows the reader's choice of light or dark.</summary>
internal static class Plot
{
    private const int Height = 300;
    private const int PanelWidth = 300;
    private const int Left = 58; // of a panel, for the marks of its axis
    private const int Right = 22;
    private const int Top = 44;
    private const int Bottom = 52;

    private const string Style = """
        <style>
          text { font: 12px system-ui, sans-serif; fill: #1c1b19 } .title { font-weight: 600; font-size: 13px } .mark { fill: #66625a }
          .paper { fill: #fbfaf7 } .rule { stroke: #e7e3da } .line { stroke: #1c1b19; fill: none; stroke-width: 2; stroke-linejoin: round }
          .point { fill: #1c1b19 } .doubt { fill: #fbfaf7; stroke: #1c1b19; stroke-width: 1.5 }
          @media (prefers-color-scheme: dark) {
            text, .point { fill: #ece9e1 } .mark { fill: #a39e93 } .paper { fill: #14130f } .rule { stroke: #2e2b25 } .line { stroke: #ece9e1 }
            .doubt { fill: #14130f; stroke: #ece9e1 }
          }
        </style>
        """;

    /// <summary>The whole picture.</summary>
    public static string Draw(GrowthSeries series)
    {
        var width = series.Measures.Count * PanelWidth;
        var svg = new StringBuilder();
        svg.Append(Invariant($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {Height}\" width=\"{width}\" height=\"{Height}\" role=\"img\" aria-labelledby=\"t\">\n"));
        var title = $"{string.Join("; ", series.Measures.Select(measure => measure.Title))}, by {series.XTitle}";
        svg.Append(Invariant($"<title id=\"t\">{Escape(title)}</title>\n{Style}\n"));
        svg.Append(Invariant($"<rect class=\"paper\" width=\"{width}\" height=\"{Height}\"/>\n"));
        for (var panel = 0; panel < series.Measures.Count; panel++)
        {
            svg.Append(Invariant($"<g transform=\"translate({panel * PanelWidth} 0)\">\n"));
            AppendPanel(svg, series, panel);
            svg.Append("</g>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void AppendPanel(StringBuilder svg, GrowthSeries series, int panel)
    {
        var measure = series.Measures[panel];
        // What is nothing has no place on a scale of factors.
        var points = series.Points.Where(point => point.Values[panel] > 0).ToList();
        svg.Append(Invariant($"<text class=\"title\" x=\"{Left}\" y=\"22\">{Escape(measure.Title)}, {Escape(measure.Unit)}</text>\n"));
        svg.Append(Invariant($"<text x=\"{(Left + PanelWidth - Right) / 2}\" y=\"{Height - 14}\" text-anchor=\"middle\">{Escape(series.XTitle)}</text>\n"));
        if (points.Count == 0)
            return;
        var across = new Axis(series.Points.Select(point => point.X), series.IsLogarithmic);
        var up = new Axis(points.Select(point => point.Values[panel]), isLogarithmic: true);
        AppendMarks(svg, across, up);

        var places = points.Select(point => (X: XOf(across, point.X), Y: YOf(up, point.Values[panel]), point.IsServers)).ToList();
        var line = string.Join(' ', places.Select(place => Invariant($"{place.X:0.0},{place.Y:0.0}")));
        svg.Append(Invariant($"<polyline class=\"line\" points=\"{line}\"/>\n"));
        foreach (var (x, y, isServers) in places)
            svg.Append(Invariant($"<circle class=\"{(isServers ? "point" : "doubt")}\" cx=\"{x:0.0}\" cy=\"{y:0.0}\" r=\"3.5\"/>\n"));
    }

    private static void AppendMarks(StringBuilder svg, Axis across, Axis up)
    {
        foreach (var mark in up.Marks)
        {
            var y = YOf(up, mark);
            svg.Append(Invariant($"<path class=\"rule\" d=\"M{Left} {y:0.0}H{PanelWidth - Right}\"/>"));
            svg.Append(Invariant($"<text class=\"mark\" x=\"{Left - 6}\" y=\"{y + 4:0.0}\" text-anchor=\"end\">{Axis.LabelOf(mark)}</text>\n"));
        }

        foreach (var mark in across.Marks)
        {
            var x = XOf(across, mark);
            svg.Append(Invariant($"<path class=\"rule\" d=\"M{x:0.0} {Top}V{Height - Bottom}\"/>"));
            svg.Append(Invariant($"<text class=\"mark\" x=\"{x:0.0}\" y=\"{Height - Bottom + 17}\" text-anchor=\"middle\">{Axis.LabelOf(mark)}</text>\n"));
        }
    }

    private static double XOf(Axis axis, double value) => Left + (axis.PlaceOf(value) * (PanelWidth - Left - Right));

    private static double YOf(Axis axis, double value) => Height - Bottom - (axis.PlaceOf(value) * (Height - Top - Bottom));

    private static string Escape(string text) => System.Security.SecurityElement.Escape(text);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
