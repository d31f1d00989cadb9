using Benchmarks.Fanout;
using Benchmarks.Fanout.Servers;
using Benchmarks.Measuring;
using Tests.Fixtures;

namespace Benchmarks.Growth;

/// <summary>Measures the series. All points of one are measured on the same warm server, one after the other.</summary>
internal sealed class SeriesRunner(Cores cores, CancellationToken cancellationToken)
{
    private const double BusiestLoad = 0.9;
    private const double DeliveriesPerSecond = 20_000; // what one core bears without falling behind
    private const double MostMessagesPerSecond = 500;
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(0.5);

    private static readonly Measure Cpu = new("App CPU a delivery", "µs");
    private static readonly Measure Slow = new("Publish to arrival, p99", "ms");
    private static readonly Measure Memory = new("Resident memory", "MB", IsLogarithmic: false);

    /// <summary>By the name of each series, what measures it.</summary>
    public IReadOnlyDictionary<string, Func<Task<GrowthSeries>>> All => new Dictionary<string, Func<Task<GrowthSeries>>>
    {
        ["watchers"] = WatchersAsync,
        ["videos"] = VideosAsync,
        ["size"] = SizeAsync,
        ["processes"] = ProcessesAsync,
    };

    private Task<GrowthSeries> WatchersAsync() => OnOneAppAsync(
        new("watchers", "changes of 200 bytes to all clients of the general stream, 20,000 deliveries a second or 500 changes", "watchers", true, [Cpu, Slow, Memory], []),
        [1, 10, 100, 1000, 10_000],
        watchers => new Scenario("", "", (int)watchers, (int)Math.Max(6, 2 * RateFor(watchers))) { Rate = RateFor(watchers), Settle = Settle },
        figures => [figures.CpuPerDelivery, figures.Latency.Most.TotalMilliseconds, figures.Resident.Idle / 1e6]);

    // Of a video that changes often a client that is behind is sent the newest change alone, so what is counted is what was published.
    private Task<GrowthSeries> VideosAsync()
    {
        const int Changes = 3000;
        var watched = Math.Min(9000, OpenFiles.MostConnections);
        return OnOneAppAsync(
            new(
                "videos", FormattableString.Invariant($"{Changes} changes at 1,000 a second, in turns to all videos; each watched by a client of its own, up to {watched:N0}"), "videos",
                true, [new("App CPU a change", "µs"), Slow, Memory], []),
            [1, 10, 100, 1000, 10_000, 100_000],
            videos => new Scenario("", "", Math.Min((int)videos, watched), Changes) { Rate = 1000, OwnVideo = true, Videos = (int)videos, Settle = Settle },
            figures => [figures.ServerCpu.TotalMicroseconds / Changes, figures.Latency.Most.TotalMilliseconds, figures.Resident.Idle / 1e6]);
    }

    private Task<GrowthSeries> SizeAsync() => OnOneAppAsync(
        new("size", "one change to 1,000 clients of the general stream, median of 5", "KiB an event", true, [Cpu, Slow, new("Resident memory, at most", "MB", IsLogarithmic: false)], []),
        // The shortest announcement with a revision has 170 bytes; at 256 KiB a message is refused.
        [0.17, 1, 4, 16, 64, 255],
        kibibytes => new Scenario("", "", 1000, 1) { Bytes = (int)(kibibytes * 1024), Settle = Settle },
        figures => [figures.CpuPerDelivery, figures.Latency.Most.TotalMilliseconds, figures.Resident.Peak / 1e6],
        times: 5);

    private async Task<GrowthSeries> ProcessesAsync()
    {
        const int Watchers = 3000;
        var points = new List<GrowthPoint>();
        foreach (var processes in (int[])[1, 2, 3])
        {
            await using var redis = await Machine.StartRedisAsync();
            int[] ports = [.. Enumerable.Range(0, processes).Select(_ => FreePort.Take())];
            await using var proxy = Haproxy.Start(ports, Watchers);
            await using var server = await LiveServer.StartBehindProxyAsync(cores, redis, ports, proxy.Port);
            var measurement = new Measurement(server, redis, proxy.ProcessId);
            await measurement.WarmUpAsync(cancellationToken);
            var before = proxy.Cpu;
            var figures = await measurement.RunAsync(new("", "", Watchers, 20) { Rate = 4, Settle = Settle }, cancellationToken);
            var forwarding = (proxy.Cpu - before).TotalMicroseconds / Math.Max(1, figures.Events.Received);
            points.Add(Point(processes, figures, [figures.CpuPerDelivery, forwarding, figures.Latency.Most.TotalMilliseconds, figures.Resident.Idle / 1e6]));
        }

        return new(
            "processes", FormattableString.Invariant($"20 changes at 4 a second to {Watchers:N0} clients of the general stream, divided among the processes by HAProxy; all processes on one core, HAProxy on the other"),
            "app processes", false, [Cpu, new("HAProxy CPU a delivery", "µs"), Slow, new("Resident memory of all", "MB", IsLogarithmic: false)], points);
    }

    private Task<GrowthSeries> OnOneAppAsync(
        GrowthSeries series, double[] steps, Func<double, Scenario> scenario, Func<Figures, double[]> values, int times = 1) =>
        FanoutRun.WithServerAsync(ServerKind.Live, cores, async (server, redis) =>
        {
            var measurement = new Measurement(server, redis);
            await measurement.WarmUpAsync(cancellationToken);
            var points = new List<GrowthPoint>();
            foreach (var step in steps)
            {
                var runs = new List<GrowthPoint>();
                while (runs.Count < times)
                {
                    var figures = await measurement.RunAsync(scenario(step), cancellationToken);
                    runs.Add(Point(step, figures, values(figures)));
                }

                points.Add(Median(runs));
            }

            return series with { Points = points };
        });

    private static GrowthPoint Point(double x, Figures figures, IReadOnlyList<double> values) => new(x, values, figures.LoadShare < BusiestLoad, figures.Trouble);

    private static GrowthPoint Median(List<GrowthPoint> runs) => new(
        runs[0].X,
        [.. runs[0].Values.Select((_, measure) => runs.Select(run => run.Values[measure]).Order().ElementAt(runs.Count / 2))],
        runs.All(run => run.IsServers),
        runs.Select(run => run.Trouble).FirstOrDefault(trouble => trouble is not null));

    private static double RateFor(double watchers) => Math.Min(MostMessagesPerSecond, DeliveriesPerSecond / watchers);
}
