using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using Benchmarks.Measuring;

namespace Benchmarks.Circuits;

/// <summary>From a submission to "queued" on every screen: pages that wait for the video, the library, and event streams.</summary>
internal static class Submitting
{
    private const int Submissions = 40;
    private const int WarmUps = 5; // pay for what the first submission compiles
    private const int Waiting = 5; // pages that wait for each video
    private const int Libraries = 20;
    private const int Streams = 20;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(300);

    /// <summary>Measures.</summary>
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(AppUnderLoad app, CancellationToken cancellationToken)
    {
        var (libraries, streams, pages) = (new List<Screen>(), new List<EventReader>(), new List<Screen>());
        try
        {
            libraries.AddRange(await Screen.OpenAsync(app.Client, Enumerable.Repeat("/", Libraries), cancellationToken));
            for (var number = 0; number < Streams; number++)
                streams.Add(await EventReader.OpenAsync(app.Client, cancellationToken));
            pages.AddRange(await Screen.OpenAsync(
                app.Client, Enumerable.Range(0, WarmUps + Submissions).SelectMany(number => Enumerable.Repeat($"/videos/new-{number}", Waiting)), cancellationToken));

            var meter = new LoadMeter(app);
            var (onPages, onLibraries, onStreams, answered) = (new List<TimeSpan>(), new List<TimeSpan>(), new List<TimeSpan>(), new List<TimeSpan>());
            using var timer = new PeriodicTimer(Between);
            for (var number = 0; number < WarmUps + Submissions && await timer.WaitForNextTickAsync(cancellationToken); number++)
            {
                var (id, some) = ($"new-{number}", pages.Skip(number * Waiting).Take(Waiting));
                ReadOnlyMemory<byte> text = Encoding.UTF8.GetBytes(id);
                var pageTimes = Task.WhenAll(some.Select(page => page.ShowsAsync("Waiting for a worker"u8.ToArray())));
                var libraryTimes = Task.WhenAll(libraries.Select(library => library.ShowsAsync(text)));
                var streamTimes = Task.WhenAll(streams.Select(stream => stream.ReadsAsync($"\"{id}\"")));
                var began = Stopwatch.GetTimestamp();
                if (number == WarmUps)
                {
                    foreach (var times in (List<TimeSpan>[])[onPages, onLibraries, onStreams, answered])
                        times.Clear();
                }

                await meter.OverAsync(async () =>
                {
                    using var response = await app.Client.PostAsJsonAsync("/api/videos", new { source = id }, cancellationToken);
                    response.EnsureSuccessStatusCode();
                    answered.Add(Stopwatch.GetElapsedTime(began));
                    onPages.AddRange((await pageTimes).Select(moment => Stopwatch.GetElapsedTime(began, moment)));
                    onLibraries.AddRange((await libraryTimes).Select(moment => Stopwatch.GetElapsedTime(began, moment)));
                    onStreams.AddRange((await streamTimes).Select(moment => Stopwatch.GetElapsedTime(began, moment)));
                    return number;
                });
            }

            meter.Check("Submitting");
            return
            [
                .. Times.Of("submitted → answered", answered),
                .. Times.Of("submitted → \"queued\" on the video's page", onPages, 50),
                .. Times.Of("submitted → \"queued\" in the library", onLibraries, 50),
                .. Times.Of("submitted → \"queued\" on an event stream", onStreams, 50),
                new("load client: share of its cores meanwhile", meter.ClientShare * 100, "%", LoadMeter.MostBusy * 100),
            ];
        }
        finally
        {
            foreach (var screen in (IEnumerable<IAsyncDisposable>)[.. libraries, .. pages, .. streams])
                await screen.DisposeAsync();
        }
    }
}
