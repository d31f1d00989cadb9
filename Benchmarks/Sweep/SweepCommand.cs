using System.CommandLine;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Pipeline.Storage;
using Tests.Fixtures;

namespace Benchmarks.Sweep;

/// <summary>The subcommand <c>sweep</c>: what it costs to ask what is owed, which every process does once a second.</summary>
internal static class SweepCommand
{
    private const int Turns = 500;
    private const int Few = 1000;
    private const int MostWatched = 10_000; // as many as a look of the sweep reads

    private static readonly Option<int> Rows = new("--rows")
    {
        Description = "How many statuses are stored, of which none is owed.",
        HelpName = "count",
        DefaultValueFactory = _ => 1_000_000,
    };

    /// <summary>The subcommand.</summary>
    public static Command Create()
    {
        var command = new Command("sweep", "Times the question what is owed, with many statuses stored and with few, on both databases.") { Rows };
        command.SetAction(async (result, cancellationToken) =>
        {
            var rows = result.GetValue(Rows);
            await using var server = new PostgresServer();
            await server.StartAsync();
            Console.WriteLine($"| database | statuses | a look, median of {Turns} | p99 |\n|---|--:|--:|--:|");
            foreach (var count in (int[])[Few, rows])
            {
                using var file = new SqliteFile();
                await MeasureAsync("SQLite", await file.GetAddressAsync(), count, cancellationToken);
                await MeasureAsync("PostgreSQL", server.Address($"rows{count}"), count, cancellationToken);
            }

            return 0;
        });
        return command;
    }

    private static async Task MeasureAsync(string name, string address, int rows, CancellationToken cancellationToken)
    {
        // Its own sweep and watch of leases would be timed as well.
        await using var host = await PipelineHost.StartAsync(
            address, redis: null, ("Announcements:SweepInterval", "00:10:00"), ("Jobs:ExpiryInterval", "00:10:00"));
        await using (var context = await host.Get<IDbContextFactory<LiveDbContext>>().CreateDbContextAsync(cancellationToken))
            await ManyStatuses.AddAsync(context, rows, cancellationToken);

        var times = new List<double>();
        for (var turn = -50; turn < Turns; turn++)
        {
            var began = Stopwatch.GetTimestamp();
            await host.Store.GetUnannouncedAsync(MostWatched, cancellationToken);
            if (turn >= 0)
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine(FormattableString.Invariant($"| {name} | {rows:N0} | {times[Turns / 2]:0.00} ms | {times[Turns * 99 / 100]:0.00} ms |"));
    }
}
