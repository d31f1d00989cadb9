using System.CommandLine;
using Benchmarks.Fanout;
using Benchmarks.Fanout.Servers;
using Benchmarks.Growth.Plotting;
using Benchmarks.Measuring;
using Tests.Fixtures;

namespace Benchmarks.Growth;

/// <summary>The subcommand <c>growth</c>: how the cost of the fan-out grows, in tables and pictures.</summary>
internal static class GrowthCommand
{
    private static readonly string[] Known = ["watchers", "videos", "size", "processes"];

    private static readonly Argument<string[]> Names = new("series") { Description = $"With what it grows; all without any: {string.Join(", ", Known)}." };

    private static readonly Option<string> Pictures = new("--pictures")
    {
        Description = "The folder that growth-*.svg are written to.",
        HelpName = "folder",
        DefaultValueFactory = _ => Path.Combine(BuiltPrograms.RepositoryRoot, "docs", "images"),
    };

    /// <summary>The subcommand.</summary>
    public static Command Create()
    {
        var command = new Command("growth", "Measures how the cost of the fan-out grows with watchers, videos, sizes and processes, and draws it.") { Names, Pictures };
        Names.AcceptOnlyFromAmong(Known);
        command.SetAction(result => FanoutCommand.InvokeAsync(stop => RunAsync(
            result.GetValue(Names) is { Length: > 0 } names ? names : Known, result.GetValue(Pictures)!, stop)));
        return command;
    }

    private static async Task<bool> RunAsync(IReadOnlyList<string> names, string folder, CancellationToken cancellationToken)
    {
        OpenFiles.Require(10_000);
        var cores = Cores.OneEach();
        Console.WriteLine($"{await Machine.DescribeAsync([ServerKind.Live])}; {cores.Description}; one run.");
        var runner = new SeriesRunner(cores, cancellationToken);
        var isRight = true;
        foreach (var name in names)
        {
            var series = await runner.All[name]();
            Print(series);
            Directory.CreateDirectory(folder);
            await File.WriteAllTextAsync(Path.Combine(folder, $"growth-{name}.svg"), Plot.Draw(series), cancellationToken);
            isRight &= series.Points.All(point => point.Trouble is null);
        }

        return isRight;
    }

    private static void Print(GrowthSeries series)
    {
        Console.WriteLine($"\n{series.Name}: {series.About}.\n");
        Console.WriteLine($"| {series.XTitle} | {string.Join(" | ", series.Measures.Select(measure => $"{measure.Title}, {measure.Unit}"))} | |");
        Console.WriteLine($"|--:|{string.Concat(series.Measures.Select(_ => "--:|"))}---|");
        foreach (var point in series.Points)
        {
            var remark = point.Trouble ?? (point.IsServers ? "" : "the load client's core was the limit");
            Console.WriteLine($"| {Number(point.X)} | {string.Join(" | ", point.Values.Select(Number))} | {remark} |");
        }
    }

    private static string Number(double value) => value >= 100 ? FormattableString.Invariant($"{value:N0}") : FormattableString.Invariant($"{value:0.##}");
}
