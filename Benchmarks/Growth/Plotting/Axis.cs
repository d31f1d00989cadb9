namespace Benchmarks.Growth.Plotting;

/// <summary>Maps values to a length, and says where its marks stand.</summary>
internal sealed class Axis
{
    private readonly bool isLogarithmic;
    private readonly double low;
    private readonly double high;

    /// <param name="values">What has to find its place.</param>
    /// <param name="isLogarithmic">Whether equal lengths are equal factors; it then begins and ends at a power of ten.</param>
    public Axis(IEnumerable<double> values, bool isLogarithmic)
    {
        this.isLogarithmic = isLogarithmic;
        var (least, most) = (values.Min(), values.Max());
        (low, high) = isLogarithmic ? (Math.Floor(Math.Log10(least)), Math.Ceiling(Math.Log10(most))) : (0, Math.Ceiling(most));
        if (low >= high)
            high = low + 1;
    }

    /// <summary>The marks: powers of ten, with 2 and 5 between them where there are few; or whole numbers.</summary>
    public IEnumerable<double> Marks => !isLogarithmic
        ? Enumerable.Range((int)low, (int)(high - low) + 1).Select(mark => (double)mark)
        : from power in Enumerable.Range((int)low, (int)(high - low) + 1)
          from step in high - low <= 2 ? (double[])[1, 2, 5] : [1]
          let mark = step * Math.Pow(10, power)
          where Math.Log10(mark) <= high
          select mark;

    /// <summary>Where a value stands, from 0 to 1.</summary>
    public double PlaceOf(double value) => ((isLogarithmic ? Math.Log10(value) : value) - low) / (high - low);

    /// <summary>A value as people write it beside a mark: 0.02, 500, 10k.</summary>
    public static string LabelOf(double value) => FormattableString.Invariant(
        value >= 1_000_000 ? $"{value / 1_000_000:0.##}M" : value >= 10_000 ? (FormattableString)$"{value / 1000:0.##}k" : $"{value:0.###}");
}
