namespace Benchmarks.Growth.Plotting;

/// <summary>Maps values to a length, and says where its marks stand.</summary>
internal sealed class Axis
{
    private const int MostMarks = 6;

    private readonly bool isLogarithmic;
    private readonly double low;
    private readonly double high;

    private Axis(bool isLogarithmic, double low, double high, IEnumerable<double> marks)
    {
        (this.isLogarithmic, this.low, this.high) = (isLogarithmic, low, high);
        Marks = [.. marks];
    }

    /// <summary>Where the marks stand.</summary>
    public IReadOnlyList<double> Marks { get; }

    /// <summary>An axis from the least of the values to the most, with a mark at each of them.</summary>
    /// <param name="values">What has to find its place.</param>
    /// <param name="isLogarithmic">Whether equal lengths are equal factors.</param>
    public static Axis Through(IReadOnlyList<double> values, bool isLogarithmic) => new(isLogarithmic, values.Min(), values.Max(), values);

    /// <summary>
    /// An axis with marks at round numbers (1, 2 and 5 times a power of ten, or the powers alone where those are many), that begins and ends
    /// at one; at nothing, when equal lengths are equal differences.
    /// </summary>
    /// <inheritdoc cref="Through" path="/param"/>
    public static Axis Around(IReadOnlyList<double> values, bool isLogarithmic)
    {
        var (least, most) = (values.Min(), values.Max());
        if (!isLogarithmic)
        {
            var step = Round(most / MostMarks);
            var count = (int)Math.Ceiling(most / step);
            return new(isLogarithmic, 0, count * step, Enumerable.Range(0, count + 1).Select(mark => mark * step));
        }

        var (low, high) = (RoundDown(least), Round(most));
        if (low >= high)
            high = Round(low * 1.5);
        var marks = RoundNumbers(low, high).ToList();
        return new(isLogarithmic, low, high, marks.Count <= MostMarks ? marks : marks.Where(mark => Math.Abs(Math.Log10(mark) % 1) < 1e-9));
    }

    /// <summary>Where a value stands, from 0 to 1.</summary>
    public double PlaceOf(double value) => low == high ? 0.5 : (Scaled(value) - Scaled(low)) / (Scaled(high) - Scaled(low));

    /// <summary>A value in three digits, as people write it: 0.17, 35.9, 408, 10k.</summary>
    public static string LabelOf(double value) => value switch
    {
        >= 1_000_000 => FormattableString.Invariant($"{value / 1_000_000:0.##}M"),
        >= 1_000 => FormattableString.Invariant($"{value / 1_000:0.##}k"),
        >= 100 => FormattableString.Invariant($"{value:0}"),
        >= 10 => FormattableString.Invariant($"{value:0.#}"),
        _ => FormattableString.Invariant($"{value:0.##}"),
    };

    private double Scaled(double value) => isLogarithmic ? Math.Log10(value) : value;

    // The least round number that is not below, but for what rounding errors make of one.
    private static double Round(double value) => RoundNumbers(value / 10, value * 10).First(number => number >= value * (1 - 1e-9));

    private static double RoundDown(double value) => RoundNumbers(value / 10, value * 10).Last(number => number <= value * (1 + 1e-9));

    private static IEnumerable<double> RoundNumbers(double least, double most) =>
        from power in Enumerable.Range((int)Math.Floor(Math.Log10(least)), (int)Math.Ceiling(Math.Log10(most / least)) + 2)
        from step in (double[])[1, 2, 5]
        let number = step * Math.Pow(10, power)
        where number >= least * (1 - 1e-9) && number <= most * (1 + 1e-9)
        select number;
}
