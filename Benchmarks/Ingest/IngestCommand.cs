using System.CommandLine;
using Benchmarks.Measuring;

namespace Benchmarks.Ingest;

/// <summary>The subcommand <c>ingest</c>: how many announcements that nobody watches the app takes in on one core, and what each costs.</summary>
internal static class IngestCommand
{
    private static readonly Option<int> Runs = new("--runs") { Description = "How many times everything is measured.", HelpName = "count", DefaultValueFactory = _ => 3 };

    private static readonly Option<string> AppCores = new("--app-cores") { Description = "The core that the app gets.", HelpName = "list", DefaultValueFactory = _ => "0" };

    /// <summary>The subcommand.</summary>
    public static Command Create()
    {
        var command = new Command("ingest", "Measures how many announcements nobody watches are taken in on one core, in process and through Redis.") { Runs, AppCores };
        command.SetAction(async (result, cancellationToken) =>
        {
            try
            {
                var cores = Cores.Apart(result.GetValue(AppCores));
                var runs = new List<IReadOnlyList<Figure>>();
                for (var run = 0; run < result.GetValue(Runs); run++)
                    runs.Add([.. await InProcess.MeasureAsync(cancellationToken), .. await ThroughRedis.MeasureAsync(cores, cancellationToken)]);
                FigureTable.Print(runs);
                return 0;
            }
            catch (InvalidOperationException problem)
            {
                Console.Error.WriteLine($"The run could not be made: {problem.Message}");
                return 2;
            }
        });
        return command;
    }
}
