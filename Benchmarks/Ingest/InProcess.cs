using System.Diagnostics;
using Benchmarks.Measuring;
using BlazorApp.Status;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pipeline;
using Pipeline.Status;
using Tests.Fixtures;

namespace Benchmarks.Ingest;

/// <summary>The app's own intake and feed, registered as the app registers them, fed by one thread: no Redis, no watcher.</summary>
internal static class InProcess
{
    private const int Count = 200_000;
    private const int Videos = 10_000;
    private const int Rounds = 5;

    /// <summary>Measures.</summary>
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(CancellationToken cancellationToken)
    {
        using var file = new SqliteFile();
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Database"] = await Announcements.MakeDatabaseAsync(file),
            ["ConnectionStrings:Redis"] = $"127.0.0.1:{FreePort.Take()}",
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddPipeline();
        builder.Services.AddStatusFeed();
        using var host = builder.Build(); // never started: nothing else runs beside what is measured

        var payloads = Announcements.Make(Count * (Rounds + 1), Videos);
        var intake = host.Services.GetRequiredService<StatusIntake>();
        var results = new List<(double PerSecond, double Bytes)>();
        for (var round = 0; round <= Rounds; round++)
        {
            var (perSecond, bytes) = await TakeAsync(intake, payloads.AsMemory(round * Count, Count), cancellationToken);
            if (round > 0) // the first one pays for compiling
                results.Add((perSecond, bytes));
        }

        var (parsed, read) = Parse(payloads.AsSpan(Count, Count));
        return
        [
            new("announcements a second, parsed, validated and routed on one thread, nobody watching", Median(results.Select(result => result.PerSecond)), "/s", 50_000) { AtLeast = true },
            new("allocated for each of them", Median(results.Select(result => result.Bytes)), "B", 0),
            new("of which by the reader of messages", read, "B"),
            new("read alone, a second", parsed, "/s"),
        ];
    }

    // What completes at once goes on on the same thread, whose allocations are counted.
    private static async Task<(double PerSecond, double Bytes)> TakeAsync(StatusIntake intake, ReadOnlyMemory<byte[]> payloads, CancellationToken cancellationToken)
    {
        var (began, allocated, thread) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread(), Environment.CurrentManagedThreadId);
        for (var number = 0; number < payloads.Length; number++)
            await intake.TakeAsync(StatusKind.Transcript, payloads.Span[number], isLast: false, cancellationToken);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var bytes = Environment.CurrentManagedThreadId == thread ? (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)payloads.Length : double.NaN;
        return (payloads.Length / seconds, bytes);
    }

    private static (double PerSecond, double Bytes) Parse(ReadOnlySpan<byte[]> payloads)
    {
        var (began, allocated, good) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread(), 0);
        foreach (var payload in payloads)
            good += Pipeline.Announcements.StatusMessageReader.Read(payload, 256 * 1024).Message is null ? 0 : 1;
        if (good != payloads.Length)
            throw new InvalidOperationException($"Of {payloads.Length} announcements {good} are well-formed.");
        return (payloads.Length / Stopwatch.GetElapsedTime(began).TotalSeconds, (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)payloads.Length);
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);
}
