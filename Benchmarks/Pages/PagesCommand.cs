using System.CommandLine;
using System.Diagnostics;
using Pipeline.Jobs;
using Pipeline.Status;
using Tests.Fixtures;

namespace Benchmarks.Pages;

/// <summary>The subcommand <c>pages</c>: what it costs to open a long transcript, to keep it open, to watch one being made, and to watch many videos at once.</summary>
internal static class PagesCommand
{
    private const int Openings = 30;
    private const int ManyVideos = 200;
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(10);

    private static readonly Option<int> Lines = new("--lines") { Description = "How long the long transcript is.", HelpName = "count", DefaultValueFactory = _ => 10_000 };

    private static readonly Option<int> Circuits = new("--circuits") { Description = "How many pages are open at once.", HelpName = "count", DefaultValueFactory = _ => 200 };

    private static readonly Option<int> Seconds = new("--seconds") { Description = "How long a transcript is watched that is being made.", HelpName = "count", DefaultValueFactory = _ => 60 };

    /// <summary>The subcommand.</summary>
    public static Command Create()
    {
        var command = new Command("pages", "Measures what pages cost: time to the first text, memory, bytes and renders.") { Lines, Circuits, Seconds };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using var redis = new GarnetServer();
            await redis.StartAsync();
            using var folder = new TemporaryFolder();
            var database = folder.File("pages.db");
            await using var host = await PipelineHost.StartAsync(database, redis.Address);
            await MakeAsync(host, "short", 20, cancellationToken);
            await MakeAsync(host, "long", result.GetValue(Lines), cancellationToken);
            await using var app = await AppProcess.StartAsync(redis.Address, database);

            Console.WriteLine("| figure | value |\n|---|--:|");
            await MeasureOpeningAsync(app, result.GetValue(Lines), cancellationToken);
            await MeasureMemoryAsync(app, result.GetValue(Circuits), cancellationToken);
            await MeasureWatchingAsync(app, host, TimeSpan.FromSeconds(result.GetValue(Seconds)), cancellationToken);
            await MeasureRendersAsync(app, host, cancellationToken);
            return 0;
        });
        return command;
    }

    private static async Task MakeAsync(PipelineHost host, string id, int lines, CancellationToken cancellationToken)
    {
        var job = await SubmitAndClaimAsync(host, id, cancellationToken);
        foreach (var chunk in Enumerable.Range(0, lines).Chunk(500))
            await ReportAsync(host, job, chunk, cancellationToken);
        await host.Jobs.CompleteAsync(job, "All of it", cancellationToken);
        var summary = await host.Jobs.ClaimAsync("benchmark", cancellationToken);
        await host.Jobs.CompleteAsync(summary!, "In short.", cancellationToken);
    }

    private static async Task<Job> SubmitAndClaimAsync(PipelineHost host, string id, CancellationToken cancellationToken)
    {
        await host.Submissions.SubmitAsync(new VideoSource(id, Link: null), "en", title: null, cancellationToken);
        return (await host.Jobs.ClaimAsync("benchmark", cancellationToken))!;
    }

    private static Task<LeaseState> ReportAsync(PipelineHost host, Job job, IEnumerable<int> indexes, CancellationToken cancellationToken) => host.Jobs.ReportAsync(
        job,
        new JobProgress
        {
            Progress = 0.5,
            Stage = "transcribing",
            Segments = [.. indexes.Select(index => new Segment(
                index, index * 3.6, (index * 3.6) + 3.4, $"This is line {index}, and it is about as long as what people say between two breaths of air."))],
        },
        cancellationToken);

    // In turns, so that whatever else the machine does meanwhile happens to both.
    private static async Task MeasureOpeningAsync(AppProcess app, int lines, CancellationToken cancellationToken)
    {
        var (shorts, longs, bytes) = (new List<double>(), new List<double>(), 0);
        for (var turn = -5; turn < Openings; turn++)
        {
            var (brief, _) = await OpenAsync(app, "short", cancellationToken);
            var (whole, length) = await OpenAsync(app, "long", cancellationToken);
            if (turn < 0)
                continue;
            shorts.Add(brief);
            longs.Add(whole);
            bytes = length;
        }

        shorts.Sort();
        longs.Sort();
        Print($"time to the first text, 20 lines, median of {Openings}", $"{shorts[Openings / 2]:0.0} ms");
        Print($"time to the first text, {lines:N0} lines", $"{longs[Openings / 2]:0.0} ms");
        Print($"the page, {lines:N0} lines, before compression", $"{bytes / 1024.0:0} KiB");
    }

    private static async Task<(double Milliseconds, int Bytes)> OpenAsync(AppProcess app, string id, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        using var response = await app.Client.GetAsync($"/videos/{id}", HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var (buffer, page, first) = (new byte[16 * 1024], new MemoryStream(), 0.0);
        while (await stream.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            page.Write(buffer, 0, count);
            if (first == 0 && page.GetBuffer().AsSpan(0, (int)page.Length).IndexOf("This is line 0"u8) >= 0)
                first = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }

        return first > 0 ? (first, (int)page.Length) : throw new InvalidOperationException($"The page of {id} brought no text.");
    }

    private static async Task MeasureMemoryAsync(AppProcess app, int circuits, CancellationToken cancellationToken)
    {
        var open = new List<CircuitClient>();
        try
        {
            foreach (var id in (string[])["short", "long"])
            {
                // The first ones pay for what all of them share.
                for (var number = 0; number < 20; number++)
                    open.Add(await CircuitClient.OpenAsync(app.Client, $"/videos/{id}", cancellationToken));
                var before = app.WorkingSet;
                for (var number = 0; number < circuits; number++)
                    open.Add(await CircuitClient.OpenAsync(app.Client, $"/videos/{id}", cancellationToken));
                Print($"resident memory a circuit, {id} transcript, of {circuits}", $"{(app.WorkingSet - before) / 1024.0 / circuits:0} KiB");
            }
        }
        finally
        {
            foreach (var client in open)
                await client.DisposeAsync();
        }
    }

    private static async Task MeasureWatchingAsync(AppProcess app, PipelineHost host, TimeSpan length, CancellationToken cancellationToken)
    {
        var job = await SubmitAndClaimAsync(host, "live", cancellationToken);
        await using var client = await CircuitClient.OpenAsync(app.Client, "/videos/live", cancellationToken);
        var (bytes, batches, began, line) = (client.Bytes, client.Batches, Stopwatch.GetTimestamp(), 0);
        using var timer = new PeriodicTimer(LineEvery);
        while (Stopwatch.GetElapsedTime(began) < length && await timer.WaitForNextTickAsync(cancellationToken))
            await ReportAsync(host, job, [line++], cancellationToken);
        var minutes = Stopwatch.GetElapsedTime(began).TotalMinutes;
        Print($"bytes a minute to a page that watches {60 / LineEvery.TotalSeconds:0} lines a minute", $"{(client.Bytes - bytes) / 1024.0 / minutes:0} KiB");
        Print("renders a minute meanwhile", $"{(client.Batches - batches) / minutes:0}");
        await host.Jobs.CompleteAsync(job, "All of it", cancellationToken);
    }

    private static async Task MeasureRendersAsync(AppProcess app, PipelineHost host, CancellationToken cancellationToken)
    {
        var jobs = new List<Job>();
        for (var number = 0; number < ManyVideos; number++)
        {
            await host.Submissions.SubmitAsync(new VideoSource($"many-{number}", Link: null), "en", title: null, cancellationToken);
            while (await host.Jobs.ClaimAsync("benchmark", cancellationToken) is { } job)
                jobs.Add(job);
        }

        await using var client = await CircuitClient.OpenAsync(app.Client, "/?view=table", cancellationToken);
        var (batches, bytes, began, changes) = (client.Batches, client.Bytes, Stopwatch.GetTimestamp(), 0);
        while (Stopwatch.GetElapsedTime(began) < Burst)
        {
            var job = jobs[changes++ % jobs.Count];
            await host.Jobs.ReportAsync(job, new JobProgress { Progress = 0.1 + (changes * 0.00001), Stage = "transcribing" }, cancellationToken);
        }

        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Print($"changes a second to {ManyVideos} videos on one page of the table", $"{changes / seconds:0}");
        Print("renders a second of that page", $"{(client.Batches - batches) / seconds:0.0}");
        Print("bytes a second to it", $"{(client.Bytes - bytes) / 1024.0 / seconds:0} KiB");
    }

    private static void Print(string figure, FormattableString value) => Console.WriteLine($"| {figure} | {FormattableString.Invariant(value)} |");
}
