using System.CommandLine;
using Benchmarks.Measuring;
using Tests.Fixtures;

namespace Benchmarks.Work;

/// <summary>The subcommand <c>pipeline</c>: from submitting to the finished summary, with real workers, on either database.</summary>
internal static class WorkCommand
{
    private static readonly Option<int> Simulators = new("--simulators") { Description = "How many worker processes.", HelpName = "count", DefaultValueFactory = _ => 2 };

    private static readonly Option<int> Videos = new("--videos") { Description = "How many videos are submitted.", HelpName = "count", DefaultValueFactory = _ => 200 };

    private static readonly Option<int> Speed = new("--speed") { Description = "How many times faster than the default they work; at 1 a transcript takes 20 seconds.", HelpName = "count", DefaultValueFactory = _ => 1000 };

    private static readonly Option<int> Rate = new("--rate") { Description = "How many are submitted a second; 0 for all at once.", HelpName = "count", DefaultValueFactory = _ => 0 };

    private static readonly Option<int> Runs = new("--runs") { Description = "How many times everything is measured.", HelpName = "count", DefaultValueFactory = _ => 3 };

    private static readonly Option<string> Database = new("--database") { Description = "sqlite, postgresql or both.", HelpName = "name", DefaultValueFactory = _ => "both" };

    /// <summary>The subcommand.</summary>
    public static Command Create()
    {
        Database.AcceptOnlyFromAmong("sqlite", "postgresql", "both");
        var command = new Command("pipeline", "Measures submit → queued → first line → summary with real workers: jobs a second, waits, writes.")
        {
            Simulators, Videos, Speed, Rate, Runs, Database,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            try
            {
                var (chosen, runs) = (result.GetValue(Database), new List<IReadOnlyList<Figure>>());
                for (var run = 0; run < result.GetValue(Runs); run++)
                {
                    var figures = new List<Figure>();
                    if (chosen != "postgresql")
                        figures.AddRange(await OnSqliteAsync(result, cancellationToken));
                    if (chosen != "sqlite")
                        figures.AddRange(await OnPostgresAsync(result, cancellationToken));
                    runs.Add(figures);
                }

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

    private static async Task<IReadOnlyList<Figure>> OnSqliteAsync(ParseResult result, CancellationToken cancellationToken)
    {
        using var file = new SqliteFile();
        return await RunOf(result, "SQLite", await file.GetAddressAsync()).MeasureAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<Figure>> OnPostgresAsync(ParseResult result, CancellationToken cancellationToken)
    {
        await using var server = new PostgresServer();
        await server.StartAsync();
        return await RunOf(result, "PostgreSQL", server.Address("live")).MeasureAsync(cancellationToken);
    }

    private static WorkRun RunOf(ParseResult result, string database, string address) =>
        new(database, address, result.GetValue(Simulators), result.GetValue(Videos), result.GetValue(Speed), result.GetValue(Rate));
}
