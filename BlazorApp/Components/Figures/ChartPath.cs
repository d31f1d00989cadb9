using System.Globalization;
using System.Text;

namespace BlazorApp.Components.Figures;

/// <summary>
/// Turns one value a second into one SVG path, the newest at the right edge. What stays the same is one stroke however long it lasts,
/// so that a quiet chart sends a page next to nothing.
/// </summary>
public static class ChartPath
{
    /// <summary>How wide the plot is, in its own units: one a second.</summary>
    public const int Width = 300;

    /// <summary>How high the plot is, in its own units.</summary>
    public const int Height = 100;

    /// <summary>The line through the values. Where there is none it has a gap.</summary>
    /// <param name="values">The oldest first.</param>
    /// <param name="top">The value at the upper edge, more than 0; what is higher is drawn there.</param>
    public static string Of(IReadOnlyList<double?> values, double top)
    {
        ArgumentNullException.ThrowIfNull(values);
        var path = new StringBuilder();
        var (first, drawn, last) = (Width - values.Count, 0, default(int?));
        for (var index = 0; index < values.Count; index++)
        {
            var x = first + index;
            var y = values[index] is { } value ? Height - (int)Math.Round(Math.Clamp(value / top, 0, 1) * Height) : default(int?);
            if (last is not null && (y is null || y != last) && drawn < x - 1)
                Append('H', drawn = x - 1);
            if (y is { } level && last is null)
                Append('M', drawn = x).Append(CultureInfo.InvariantCulture, $" {level}h0"); // a value alone is a dot
            else if (y is { } next && y != last)
                Append('L', drawn = x).Append(CultureInfo.InvariantCulture, $" {next}");
            last = y;
        }

        if (last is not null && drawn < Width - 1)
            Append('H', Width - 1);
        return path.ToString();

        StringBuilder Append(char command, int x) => path.Append(command).Append(CultureInfo.InvariantCulture, $"{x}");
    }

    /// <summary>A stroke from the upper to the lower edge for each value that is not 0.</summary>
    /// <param name="counts">The oldest first.</param>
    public static string Marks(IReadOnlyList<int> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var path = new StringBuilder();
        for (var index = 0; index < counts.Count; index++)
        {
            if (counts[index] > 0)
                path.Append(CultureInfo.InvariantCulture, $"M{Width - counts.Count + index} 0V{Height}");
        }

        return path.ToString();
    }

    /// <summary>A round figure that is not below any of the values: 1, 2 or 5 and zeros.</summary>
    /// <param name="values">What is to be shown.</param>
    /// <param name="least">What it is at least.</param>
    public static double Top(IEnumerable<double?> values, double least)
    {
        var highest = Math.Max(least, values.Max() ?? 0);
        var power = Math.Pow(10, Math.Floor(Math.Log10(highest)));
        return (highest / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 } * power;
    }
}
