using System.CommandLine;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Benchmarks.Pieces;

/// <summary>The subcommand <c>pieces</c>: the inner pieces of the live path by themselves, with BenchmarkDotNet.</summary>
internal static class PiecesCommand
{
    /// <summary>The subcommand.</summary>
    public static Command Create()
    {
        var command = new Command("pieces", "Times the inner pieces of the live path with BenchmarkDotNet: read, encode, route, mailbox.");
        command.SetAction(_ =>
        {
            // In this process, because a project that BenchmarkDotNet makes of its own knows nothing of where the app was built. Short, so
            // that all of it ends within two minutes.
            var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance);
            var config = ManualConfig.CreateEmpty()
                .AddJob(job)
                .AddDiagnoser(MemoryDiagnoser.Default)
                .AddColumnProvider(DefaultColumnProviders.Instance)
                .AddLogger(ConsoleLogger.Default)
                .AddExporter(BenchmarkDotNet.Exporters.MarkdownExporter.Console)
                .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "live-pieces"));
            var summary = BenchmarkRunner.Run<LivePath>(config);
            return summary.Reports.All(report => report.Success) ? 0 : 2;
        });
        return command;
    }
}
