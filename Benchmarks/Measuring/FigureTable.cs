namespace Benchmarks.Measuring;

/// <summary>Prints figures as a table: the median of each over the runs, and whether it is under its bar.</summary>
internal static class FigureTable
{
    /// <summary>Prints it.</summary>
    /// <param name="runs">The figures of each run, in the same order in all of them.</param>
    public static void Print(IReadOnlyList<IReadOnlyList<Figure>> runs)
    {
        Console.WriteLine($"| figure | median of {runs.Count} | lowest to highest | bar |\n|---|--:|--:|--:|");
        for (var place = 0; place < runs[0].Count; place++)
        {
            var figure = runs[0][place];
            var values = runs.Select(run => run[place].Value).Order().ToList();
            Console.WriteLine(FormattableString.Invariant(
                $"| {figure.Name} | {values[values.Count / 2]:#,0.##} {figure.Unit} | {values[0]:#,0.##} to {values[^1]:#,0.##} | {Bar(figure, values[values.Count / 2])} |"));
        }

        Console.WriteLine($"\n{MachineName.Line}.");
    }

    private static string Bar(Figure figure, double value) => figure.Bar is { } bar
        ? FormattableString.Invariant($"{(bar == 0 ? "" : figure.AtLeast ? "≥ " : "≤ ")}{bar:#,0.##}: {((figure.AtLeast ? value >= bar : value <= bar) ? "yes" : "**no**")}")
        : "";
}
