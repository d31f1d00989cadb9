using System.CommandLine;
using System.Diagnostics;
using Benchmarks.Faults.Judging;
using Pipeline.Search;
using Tests.Fixtures;

namespace Benchmarks.Search;

/// <summary>The subcommand <c>search</c>: what it costs to find words among many transcripts, with their excerpts and moments, on SQLite.</summary>
internal static class SearchCommand
{
    private const int Turns = 200;
    private const int PageSize = 20;

    private static readonly Option<int> Transcripts = new("--transcripts") { Description = "How many transcripts are stored.", HelpName = "count", DefaultValueFactory = _ => 20_000 };

    private static readonly Option<int> Segments = new("--segments") { Description = "How many segments each of them has.", HelpName = "count", DefaultValueFactory = _ => 100 };

    private static readonly Option<string?> File = new("--file") { Description = "A SQLite file to fill up to that number, or that is filled already; it is kept.", HelpName = "path" };

    /// <summary>The subcommand.</summary>
    public static Command Create()
    {
        var command = new Command("search", "Times searches among many transcripts, for rare words, common ones and beginnings, on SQLite.") { Transcripts, Segments, File };
        command.SetAction(async (result, cancellationToken) =>
        {
            using var passing = new SqliteFile();
            var file = result.GetValue(File) ?? passing.Path;
            await using var host = await PipelineHost.StartAsync(
                $"Data Source={file}", redis: null, ("Announcements:SweepInterval", "00:10:00"), ("Jobs:ExpiryInterval", "00:10:00"));
            var (transcripts, segments) = (result.GetValue(Transcripts), result.GetValue(Segments));
            var language = new MadeUpLanguage();
            var began = Stopwatch.GetTimestamp();
            transcripts = await new Library(language).StoreAsync(host, transcripts, segments, cancellationToken);
            Console.Error.WriteLine(FormattableString.Invariant(
                $"stored and indexed in {Stopwatch.GetElapsedTime(began).TotalMinutes:0.0} min, {new FileInfo(file).Length / 1e9:0.0} GB"));

            Console.WriteLine(FormattableString.Invariant($"{transcripts:N0} transcripts of {segments:N0} segments, {Turns} searches of each, a page of {PageSize} each\n"));
            Console.WriteLine("| searched for | p50 | p95 | slowest | results on the page, mean |\n|---|--:|--:|--:|--:|");
            foreach (var (name, make) in Questions(language))
                await MeasureAsync(host.Get<SearchStore>(), name, make, cancellationToken);
            return 0;
        });
        return command;
    }

    // In quotation marks a word is not also a beginning.
    private static (string Name, Func<Random, string> Make)[] Questions(MadeUpLanguage language) =>
    [
        ("a rare word", random => $"\"{language.Rare(random)}\""),
        ("a common word", random => $"\"{language.Common(random)}\""),
        ("two common words", random => $"\"{language.Common(random)}\" \"{language.Common(random)}\""),
        ("a common word and a rare one", random => $"\"{language.Common(random)}\" \"{language.Rare(random)}\""),
        ("a phrase of two common words", random => $"\"{language.Common(random)} {language.Common(random)}\""),
        ("three letters of any word", random => language.Any(random)[..3]),
        ("five letters of any word", random => language.Any(random)[..5]),
        ("six letters of any word", random => language.Any(random)[..6]),
        ("a common word and four letters of any", random => $"\"{language.Common(random)}\" {language.Any(random)[..4]}"),
    ];

    private static async Task MeasureAsync(SearchStore store, string name, Func<Random, string> make, CancellationToken cancellationToken)
    {
        var (random, times, found) = (new Random(1), new List<TimeSpan>(), 0);
        for (var turn = -10; turn < Turns; turn++)
        {
            var query = SearchQuery.Read(make(random)).Query!;
            var began = Stopwatch.GetTimestamp();
            var page = await store.SearchAsync(new SearchRequest(query, PageSize), cancellationToken);
            if (turn < 0)
                continue;
            times.Add(Stopwatch.GetElapsedTime(began));
            found += page.Hits.Count;
        }

        Console.WriteLine(FormattableString.Invariant(
            $"| {name} | {Of(0.5):0.0} ms | {Of(0.95):0.0} ms | {Of(1):0.0} ms | {(double)found / Turns:0.0} |"));

        double Of(double share) => Percentile.Of(times, share).TotalMilliseconds;
    }
}
