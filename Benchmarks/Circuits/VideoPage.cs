using System.Diagnostics;
using System.Text;
using Benchmarks.Measuring;

namespace Benchmarks.Circuits;

/// <summary>Many circuits on the page of one video: what each holds, and how soon each is shown a change.</summary>
internal static class VideoPage
{
    private const int WarmUp = 50;
    private const int Changes = 30;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(400);

    /// <summary>Measures.</summary>
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(AppUnderLoad app, Stage stage, int circuits, CancellationToken cancellationToken)
    {
        var open = new List<Screen>();
        try
        {
            // The first ones pay for what all of them share.
            open.AddRange(await Screen.OpenAsync(app.Client, Enumerable.Repeat("/videos/watched", WarmUp), cancellationToken));
            var before = await app.RestingMemoryAsync(cancellationToken);
            open.AddRange(await Screen.OpenAsync(app.Client, Enumerable.Repeat("/videos/watched", circuits), cancellationToken));
            var after = await app.RestingMemoryAsync(cancellationToken);

            var meter = new LoadMeter(app);
            var times = new List<TimeSpan>();
            using var timer = new PeriodicTimer(Between);
            for (var change = -3; change < Changes && await timer.WaitForNextTickAsync(cancellationToken); change++)
            {
                var took = change < 0 ? await ChangeAsync(stage, open, change) : await meter.OverAsync(() => ChangeAsync(stage, open, change));
                if (change >= 0)
                    times.AddRange(took);
            }

            meter.Check($"A change to {circuits} circuits");
            return
            [
                new($"resident memory a circuit on a video page, {circuits:N0} of them", (after - before) / 1000.0 / circuits, "kB", 300),
                new("memory of the app with all of them", after / 1e6, "MB"),
                .. Times.Of($"change published → rendered by each of {open.Count:N0} circuits", times, 150),
                new("processor time of the app a render", meter.App.TotalMicroseconds / times.Count, "µs"),
                new("load client: share of its cores meanwhile", meter.ClientShare * 100, "%", LoadMeter.MostBusy * 100),
            ];
        }
        finally
        {
            foreach (var screen in open)
                await screen.DisposeAsync();
        }
    }

    private static async Task<IReadOnlyList<TimeSpan>> ChangeAsync(Stage stage, List<Screen> open, int change)
    {
        var name = $"step{change + 10}x";
        ReadOnlyMemory<byte> shown = Encoding.UTF8.GetBytes($"Step{change + 10}x");
        var seen = Task.WhenAll(open.Select(screen => screen.ShowsAsync(shown)));
        var began = Stopwatch.GetTimestamp();
        await stage.PublishAsync("watched", name, 0.5);
        return [.. (await seen).Select(moment => Stopwatch.GetElapsedTime(began, moment))];
    }
}
