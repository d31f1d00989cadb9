using System.Diagnostics;
using System.Net.Http.Json;
using Benchmarks.Measuring;
using Pipeline.Status;
using StackExchange.Redis;
using Tests.Fixtures;

namespace Benchmarks.Ingest;

/// <summary>A publisher, a real Redis and the real app on one core, ever faster until the app leaves messages unread or falls behind.</summary>
internal static class ThroughRedis
{
    private const int Videos = 10_000;
    private static readonly int[] Rates = [10_000, 20_000, 30_000, 40_000, 50_000, 60_000, 80_000, 100_000, 130_000, 160_000];
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan MayLag = TimeSpan.FromMilliseconds(250);

    /// <summary>Measures.</summary>
    /// <param name="cores">Which are the app's.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(Cores cores, CancellationToken cancellationToken)
    {
        await using var redis = new RedisServer();
        await redis.StartAsync();
        using var file = new SqliteFile();
        var database = await Announcements.MakeDatabaseAsync(file);
        await using var app = await AppUnderLoad.StartAsync(redis.Address, database, cores);
        await using var publisher = await ConnectionMultiplexer.ConnectAsync(redis.Address);

        var payloads = Announcements.Make(Rates.Sum() * (int)Step.TotalSeconds, Videos);
        await ReportAsync(app, cancellationToken); // the first answer takes longer than the app may lag
        var (sent, kept, cost, refused) = (0, 0.0, 0.0, "");
        foreach (var rate in Rates)
        {
            var meter = new LoadMeter(app);
            var took = await meter.OverAsync(() => PublishAsync(publisher.GetSubscriber(), payloads.AsMemory(sent, rate * (int)Step.TotalSeconds), rate, cancellationToken));
            sent += rate * (int)Step.TotalSeconds;
            if (took > Step * 1.1)
            {
                refused = FormattableString.Invariant($" (at {rate:#,0}/s the publisher was the bottleneck)");
                break;
            }

            if (!await KeepsUpAsync(app, sent, cancellationToken))
                break;
            (kept, cost) = (rate, meter.App.TotalMicroseconds / (rate * Step.TotalSeconds));
        }

        return
        [
            new($"announcements a second through Redis that the app on one core keeps up with{refused}", kept, "/s", 50_000) { AtLeast = true },
            new("processor time of the app for each at that rate", cost, "µs"),
        ];
    }

    private static async Task<TimeSpan> PublishAsync(ISubscriber publisher, ReadOnlyMemory<byte[]> payloads, int rate, CancellationToken cancellationToken)
    {
        var (began, sent, channel) = (Stopwatch.GetTimestamp(), 0, RedisChannel.Literal(StatusKind.Transcript.Channel));
        using var timer = new PeriodicTimer(Tick);
        while (sent < payloads.Length && await timer.WaitForNextTickAsync(cancellationToken))
        {
            for (var due = Math.Min(payloads.Length, (int)(Stopwatch.GetElapsedTime(began).TotalSeconds * rate)); sent < due; sent++)
                await publisher.PublishAsync(channel, payloads.Span[sent], CommandFlags.FireAndForget);
        }

        await publisher.PingAsync(); // answered behind all of them
        return Stopwatch.GetElapsedTime(began);
    }

    // Everything taken, soon, and nothing shed.
    private static async Task<bool> KeepsUpAsync(AppUnderLoad app, long sent, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var report = await ReportAsync(app, cancellationToken);
            if (report.Messages.Shed > 0 || report.Messages.Received >= sent)
                return report.Messages.Shed == 0 && report.Messages.Received >= sent && Stopwatch.GetElapsedTime(began) < MayLag;
            if (Stopwatch.GetElapsedTime(began) > Wait.Patience)
                return false;
        }
    }

    private static async Task<Report> ReportAsync(AppUnderLoad app, CancellationToken cancellationToken) =>
        (await app.Client.GetFromJsonAsync<Report>("/api/diagnostics", cancellationToken))!;

    private sealed record Report(Counts Messages);

    private sealed record Counts(long Received, long Shed);
}
