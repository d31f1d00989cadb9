using System.Text;

namespace Benchmarks.Growth.Plotting;

/// <summary>One measure of a series: a line with its points, and at each point what was measured.</summary>
/// <param name="series">The series.</param>
/// <param name="number">Which of its measures.</param>
/// <param name="svg">What it is drawn into, from its own upper left corner.</param>
internal sealed class Panel(GrowthSeries series, int number, StringBuilder svg)
{
    /// <summary>How wide it is.</summary>
    public const int Width = 304;

    /// <summary>How high it is.</summary>
    public const int Height = 312;

    private const int Left = 56; // for the marks of its axis
    private const int Right = 28;
    private const int Top = 70;
    private const int Bottom = 54;
    private const int Inset = 12; // so that no point lies on the frame
    private const int Above = -10; // of a value's foot, from its point
    private const int Below = 19;

    // What is nothing has no place on a scale of factors.
    private readonly IReadOnlyList<GrowthPoint> points = [.. series.Points.Where(point => !series.Measures[number].IsLogarithmic || point.Values[number] > 0)];

    /// <summary>Draws it.</summary>
    public void Draw()
    {
        var measure = series.Measures[number];
        Append($"<text class=\"title\" x=\"{Left}\" y=\"30\">{Escape(measure.Title)}</text>\n");
        Append($"<text class=\"unit\" x=\"{Left}\" y=\"47\">{Escape(measure.Unit)}</text>\n");
        Append($"<text class=\"unit\" x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 14}\" text-anchor=\"middle\">{Escape(series.XTitle)}</text>\n");
        if (points.Count == 0)
            return;
        var across = Axis.Through([.. series.Points.Select(point => point.X)], series.IsLogarithmic);
        var up = Axis.Around([.. points.Select(point => point.Values[number])], measure.IsLogarithmic);
        DrawMarks(across, up);

        var places = points.Select(point => (X: XOf(across, point.X), Y: YOf(up, point.Values[number]))).ToList();
        Append($"<polyline class=\"line\" points=\"{string.Join(' ', places.Select(place => FormattableString.Invariant($"{place.X:0.0},{place.Y:0.0}")))}\"/>\n");
        for (var index = 0; index < places.Count; index++)
        {
            var (x, y) = places[index];
            Append($"<circle class=\"{(points[index].IsServers ? "point" : "doubt")}\" cx=\"{x:0.0}\" cy=\"{y:0.0}\" r=\"4.5\"/>\n");
            var (shift, anchor) = ValueBeside(index > 0 ? places[index - 1].Y : null, y, index < places.Count - 1 ? places[index + 1].Y : null);
            Append($"<text class=\"value\" x=\"{x:0.0}\" y=\"{y + shift:0.0}\" text-anchor=\"{anchor}\">{Axis.LabelOf(points[index].Values[number])}</text>\n");
        }
    }

    /// <summary>As XML has it.</summary>
    public static string Escape(string text) => System.Security.SecurityElement.Escape(text);

    private void DrawMarks(Axis across, Axis up)
    {
        foreach (var mark in up.Marks)
        {
            var y = YOf(up, mark);
            Append($"<path class=\"rule\" d=\"M{Left} {y:0.0}H{Width - Right}\"/>");
            Append($"<text class=\"mark\" x=\"{Left - 8}\" y=\"{y + 4:0.0}\" text-anchor=\"end\">{Axis.LabelOf(mark)}</text>\n");
        }

        foreach (var mark in across.Marks)
            Append($"<text class=\"mark\" x=\"{XOf(across, mark):0.0}\" y=\"{Height - Bottom + 19}\" text-anchor=\"middle\">{Axis.LabelOf(mark)}</text>\n");
    }

    // Where the line leaves room: under a dip, above a hump, and on the outer side of a slope. Lower on the picture is a larger y.
    private static (int Shift, string Anchor) ValueBeside(double? before, double here, double? after)
    {
        var (falls, climbs) = (here - before > Inset, here - after > Inset);
        if ((before is null || falls) && (after is null || climbs) && here + Below < Height - Bottom)
            return (Below, "middle");
        return (Above, before is not null && climbs ? "end" : after is not null && falls ? "start" : "middle");
    }

    private static double XOf(Axis axis, double value) => Left + Inset + (axis.PlaceOf(value) * (Width - Left - Right - (2 * Inset)));

    private static double YOf(Axis axis, double value) => Height - Bottom - (axis.PlaceOf(value) * (Height - Top - Bottom));

    private void Append(FormattableString text) => svg.Append(FormattableString.Invariant(text));
}
