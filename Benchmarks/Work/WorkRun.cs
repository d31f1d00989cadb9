using System.Diagnostics;
using System.Net.Http.Json;
using Benchmarks.Measuring;
using Tests.Fixtures;

namespace Benchmarks.Work;

/// <summary>One run of the real app and real workers over videos that are submitted to it.</summary>
/// <param name="name">The database's name.</param>
/// <param name="database">The value for <c>ConnectionStrings:Database</c>.</param>
/// <param name="simulators">How many worker processes.</param>
/// <param name="videos">How many videos.</param>
/// <param name="speed">How many times faster than the default they work.</param>
/// <param name="rate">How many are submitted a second; 0 for all at once.</param>
internal sealed class WorkRun(string name, string database, int simulators, int videos, int speed, int rate)
{
    private const int AtOnce = 8; // submissions under way, when there is no rate
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan EndsWithin = TimeSpan.FromMinutes(10);

    /// <summary>Measures.</summary>
    public async Task<IReadOnlyList<Figure>> MeasureAsync(CancellationToken cancellationToken)
    {
        await using var redis = new RedisServer();
        await redis.StartAsync();
        await using var app = await AppUnderLoad.StartAsync(redis.Address, database, Cores.Shared);
        var workers = new List<ChildProcess>();
        try
        {
            for (var number = 1; number <= simulators; number++)
                workers.Add(await StartWorkerAsync(number, redis.Address));
            await using var milestones = await Milestones.WatchAsync(app.Client, videos, cancellationToken);
            var meter = new LoadMeter(app);
            var writes = await meter.OverAsync(async () =>
            {
                var times = await SubmitAsync(app.Client, milestones, cancellationToken);
                await milestones.Done.WaitAsync(EndsWithin, cancellationToken);
                return times;
            });
            meter.Check($"The pipeline on {name}");
            return
            [
                new($"{name}: jobs a second", 2 * videos / meter.Wall.TotalSeconds, "/s"), // a transcript and a summary each
                .. Times.Of($"{name}: a submission, written and answered", writes),
                .. Times.Of($"{name}: submitted → queued, as a stream tells it", milestones.Queued),
                .. Times.Of($"{name}: submitted → first line", milestones.FirstLine),
                .. Times.Of($"{name}: submitted → summary", milestones.Summary),
                new($"{name}: load client, share of all cores", meter.ClientShare * 100, "%", LoadMeter.MostBusy * 100),
            ];
        }
        finally
        {
            foreach (var worker in workers)
                await worker.DisposeAsync();
        }
    }

    private async Task<IReadOnlyList<TimeSpan>> SubmitAsync(HttpClient client, Milestones milestones, CancellationToken cancellationToken)
    {
        var times = new TimeSpan[videos];
        var began = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(0, videos), new ParallelOptions { MaxDegreeOfParallelism = rate > 0 ? videos : AtOnce, CancellationToken = cancellationToken }, async (number, stop) =>
        {
            if (rate > 0 && TimeSpan.FromSeconds((double)number / rate) - Stopwatch.GetElapsedTime(began) is { Ticks: > 0 } early)
                await Task.Delay(early, stop);
            var id = $"work-{number}";
            var asked = milestones.NoteSubmitted(id);
            using var response = await client.PostAsJsonAsync("/api/videos", new { source = id }, stop);
            response.EnsureSuccessStatusCode();
            times[number] = Stopwatch.GetElapsedTime(asked);
        });
        return times;
    }

    private async Task<ChildProcess> StartWorkerAsync(int number, string redis)
    {
        var worker = ChildProcess.Start($"Worker {number}", "dotnet", [BuiltPrograms.Simulator], Path.GetTempPath(), new Dictionary<string, string?>
        {
            ["DOTNET_ENVIRONMENT"] = "Production",
            ["LIVE_ENDS_WITH_STDIN"] = "1",
            ["REDIS_URL"] = null,
            ["ConnectionStrings__Redis"] = redis,
            ["ConnectionStrings__Database"] = database,
            ["Simulator__Name"] = $"worker-{number}",
            ["Simulator__Speed"] = $"{speed}",
            ["Simulator__FailureShare"] = "0",
            ["Simulator__Seed"] = $"{number}",
        });
        await worker.WaitUntilAsync(() => Task.FromResult(worker.Output.Contains("is ready", StringComparison.Ordinal)), StartsWithin);
        return worker;
    }
}
