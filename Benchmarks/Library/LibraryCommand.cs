using System.CommandLine;
using System.Diagnostics;
using Benchmarks.Faults.Judging;
using Microsoft.EntityFrameworkCore;
using Pipeline.Status;
using Pipeline.Storage;
using Tests.Fixtures;

namespace Benchmarks.Library;

/// <summary>The subcommand <c>library</c>: what a page of the library costs among many videos, by filter, order and depth, on SQLite.</summary>
internal static class LibraryCommand
{
    private const int Turns = 200;
    private const int PageSize = 60;

    private static readonly Option<int> Videos = new("--videos") { Description = "How many videos are stored.", HelpName = "count", DefaultValueFactory = _ => 100_000 };

    /// <summary>The subcommand.</summary>
    public static Command Create()
    {
        var command = new Command("library", "Times pages of the library among many videos, on SQLite.") { Videos };
        command.SetAction(async (result, cancellationToken) =>
        {
            using var file = new SqliteFile();
            await using var host = await PipelineHost.StartAsync(
                await file.GetAddressAsync(), redis: null, ("Announcements:SweepInterval", "00:10:00"), ("Jobs:ExpiryInterval", "00:10:00"));
            var videos = result.GetValue(Videos);
            await using (var database = await host.Get<IDbContextFactory<LiveDbContext>>().CreateDbContextAsync(cancellationToken))
                await StoredLibrary.FillAsync(database, videos, cancellationToken);

            Console.WriteLine(FormattableString.Invariant(
                $"{videos:N0} videos of two statuses each, {new FileInfo(file.Path).Length / 1e6:0} MB, {Turns} reads of each page of {PageSize}, {Environment.ProcessorCount} cores\n"));
            Console.WriteLine("| page | p50 | p95 | slowest |\n|---|--:|--:|--:|");
            foreach (var (name, query, deep) in Pages)
                await MeasureAsync(host.Get<LibraryStore>(), name, deep ? query with { After = Middle(query.Sort, videos) } : query, cancellationToken);
            return 0;
        });
        return command;
    }

    private static (string Name, VideoQuery Query, bool Deep)[] Pages { get; } =
    [
        ("first", new(PageSize), false),
        ("from the middle on", new(PageSize), true),
        ("completed (95 %)", new(PageSize, StatusState.Completed), false),
        ("completed, from the middle on", new(PageSize, StatusState.Completed), true),
        ("failed (4 %)", new(PageSize, StatusState.Failed), false),
        ("queued (40 videos, the newest), oldest first", new(PageSize, StatusState.Queued, Sort: VideoSort.Oldest), false),
        ("a language of one in a thousand", new(PageSize, Language: "pt-BR"), false),
        ("failed, in a language of one in a thousand", new(PageSize, StatusState.Failed, "pt-BR"), false),
        ("by title", new(PageSize, Sort: VideoSort.Title), false),
        ("by title, from the middle on", new(PageSize, Sort: VideoSort.Title), true),
        ("by title, completed", new(PageSize, StatusState.Completed, Sort: VideoSort.Title), false),
        ("by title, failed", new(PageSize, StatusState.Failed, Sort: VideoSort.Title), false),
        ("by title, queued", new(PageSize, StatusState.Queued, Sort: VideoSort.Title), false),
    ];

    private static string Middle(VideoSort sort, int videos) => sort == VideoSort.Title
        ? $"{System.Buffers.Text.Base64Url.EncodeToString("talk m"u8)}.a"
        : PagePosition.OfTime(StoredLibrary.Of(videos / 2), "a");

    private static async Task MeasureAsync(LibraryStore library, string name, VideoQuery query, CancellationToken cancellationToken)
    {
        var times = new List<TimeSpan>();
        for (var turn = -10; turn < Turns; turn++)
        {
            var began = Stopwatch.GetTimestamp();
            await library.GetPageAsync(query, cancellationToken);
            if (turn >= 0)
                times.Add(Stopwatch.GetElapsedTime(began));
        }

        Console.WriteLine(FormattableString.Invariant($"| {name} | {Of(0.5):0.0} ms | {Of(0.95):0.0} ms | {Of(1):0.0} ms |"));

        double Of(double share) => Percentile.Of(times, share).TotalMilliseconds;
    }
}
