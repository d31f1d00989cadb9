using System.CommandLine;
using Benchmarks.Circuits;
using Benchmarks.Fanout;
using Benchmarks.Faults;
using Benchmarks.Growth;
using Benchmarks.Ingest;
using Benchmarks.Library;
using Benchmarks.Pages;
using Benchmarks.Pieces;
using Benchmarks.Search;
using Benchmarks.Sweep;
using Benchmarks.Work;
using Benchmarks.Workers;

namespace Benchmarks;

/// <summary>The command line.</summary>
internal static class BenchmarkCommand
{
    /// <summary>Reads the command line and runs what it asks for; a mistake is answered with one sentence.</summary>
    /// <returns>The exit code: 0; 1 when a measurement says no; 2 after a mistake, or when it could not be made.</returns>
    public static async Task<int> InvokeAsync(string[] args)
    {
        var command = new RootCommand("Measures Live: how fast changes reach those who watch, what it does under faults, and what its pages, its library and its searches cost.")
        {
            FanoutCommand.Create(),
            GrowthCommand.Create(),
            IngestCommand.Create(),
            CircuitsCommand.Create(),
            WorkCommand.Create(),
            PiecesCommand.Create(),
            FaultsCommand.Create(), LibraryCommand.Create(), PagesCommand.Create(), SearchCommand.Create(), SweepCommand.Create(), WorkerProgram.Command(),
        };
        var parsed = command.Parse(args);
        if (parsed.Errors is [var mistake, ..])
        {
            Console.Error.WriteLine(mistake.Message);
            return 2;
        }

        // Signals are the measurement's own matter, and so are failures: System.CommandLine would print a stack trace.
        return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }
}
