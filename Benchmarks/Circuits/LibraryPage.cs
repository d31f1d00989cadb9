using System.Diagnostics;
using Benchmarks.Measuring;

namespace Benchmarks.Circuits;

/// <summary>Circuits on the library while all of its videos change.</summary>
internal static class LibraryPage
{
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);

    // A thousand a second; what is made up here is believed up to 10,000 changes past what the database has handed out.
    private const int PerTick = 20;

    /// <summary>Measures.</summary>
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(
        AppUnderLoad app, Stage stage, int circuits, int videos, CancellationToken cancellationToken)
    {
        var open = await Screen.OpenAsync(app.Client, Enumerable.Repeat("/", circuits), cancellationToken);
        try
        {
            var (renders, bytes) = (open.Sum(screen => screen.Renders), open.Sum(screen => screen.Bytes));
            var meter = new LoadMeter(app);
            var changes = await meter.OverAsync(() => ChangeAllAsync(stage, videos, cancellationToken));
            meter.Check("The library");
            var seconds = meter.Wall.TotalSeconds;
            var each = (open.Sum(screen => screen.Renders) - renders) / (double)circuits / seconds;
            return
            [
                new($"changes a second to {videos:N0} videos", changes / seconds, "/s"),
                new($"renders a second of each of {circuits:N0} circuits on the library", each, "/s", 10),
                new("sent to each of them a second", (open.Sum(screen => screen.Bytes) - bytes) / 1000.0 / circuits / seconds, "kB/s"),
                new("cores the app used meanwhile", meter.AppCores, ""),
                new("load client: share of its cores meanwhile", meter.ClientShare * 100, "%", LoadMeter.MostBusy * 100),
            ];
        }
        finally
        {
            foreach (var screen in open)
                await screen.DisposeAsync();
        }
    }

    private static async Task<int> ChangeAllAsync(Stage stage, int videos, CancellationToken cancellationToken)
    {
        var (began, changes) = (Stopwatch.GetTimestamp(), 0);
        using var timer = new PeriodicTimer(Tick);
        while (Stopwatch.GetElapsedTime(began) < Burst && await timer.WaitForNextTickAsync(cancellationToken))
        {
            await Task.WhenAll(Enumerable.Range(changes, PerTick).Select(change =>
                stage.PublishAsync($"many-{change % videos}", "transcribing", (1 + (change / videos)) / 100.0)));
            changes += PerTick;
        }

        return changes;
    }
}
