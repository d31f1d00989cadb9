using System.CommandLine;
using Benchmarks.Measuring;
using Tests.Fixtures;

namespace Benchmarks.Circuits;

/// <summary>
/// The subcommand <c>circuits</c>: what a real Blazor circuit holds, how soon a change is on every screen, how often the library is
/// drawn while all of it changes, and how soon a submission is seen. Linux only, because it reads the app's figures from /proc.
/// </summary>
internal static class CircuitsCommand
{
    private static readonly Option<int> Circuits = new("--circuits") { Description = "How many circuits are open on the page of one video.", HelpName = "count", DefaultValueFactory = _ => 1000 };

    private static readonly Option<int> Library = new("--library") { Description = "How many circuits are open on the library.", HelpName = "count", DefaultValueFactory = _ => 20 };

    private static readonly Option<int> Videos = new("--videos") { Description = "How many videos change at once there.", HelpName = "count", DefaultValueFactory = _ => 500 };

    private static readonly Option<int> Runs = new("--runs") { Description = "How many times everything is measured, each with an app of its own.", HelpName = "count", DefaultValueFactory = _ => 3 };

    private static readonly Option<string?> AppCores = new("--app-cores") { Description = "The cores that the app may use, such as 0, 0,2 or 0-1; the load client keeps off them. [default: all, shared]", HelpName = "list" };

    private static readonly Option<string[]> Settings = new("--setting") { Description = "An environment variable for the app, NAME=VALUE; may be given several times.", HelpName = "NAME=VALUE", DefaultValueFactory = _ => [] };

    private static readonly Option<string[]> Parts = new("--part") { Description = "Which parts: page, library, submit; all of them by default.", HelpName = "part", DefaultValueFactory = _ => ["page", "library", "submit"] };

    /// <summary>The subcommand.</summary>
    public static Command Create()
    {
        var command = new Command("circuits", "Measures real Blazor circuits: memory, publish to render, renders of the library, submit to screen.")
        {
            Circuits, Library, Videos, Runs, AppCores, Settings, Parts,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            try
            {
                var cores = Cores.Apart(result.GetValue(AppCores));
                var runs = new List<IReadOnlyList<Figure>>();
                for (var run = 0; run < result.GetValue(Runs); run++)
                    runs.Add(await MeasureAsync(result, cores, cancellationToken));
                FigureTable.Print(runs);
                return 0;
            }
            catch (InvalidOperationException problem)
            {
                Console.Error.WriteLine($"The run could not be made: {problem.Message}");
                return 2;
            }
        });
        return command;
    }

    private static async Task<IReadOnlyList<Figure>> MeasureAsync(ParseResult result, Cores cores, CancellationToken cancellationToken)
    {
        await using var redis = new RedisServer();
        await redis.StartAsync();
        using var file = new SqliteFile();
        var database = await file.GetAddressAsync();
        await using var stage = await Stage.SetAsync(database, redis.Address, result.GetValue(Videos), cancellationToken);
        var settings = new Dictionary<string, string?>(Stage.Settings);
        foreach (var setting in result.GetValue(Settings)!.Select(setting => setting.Split('=', 2)))
            settings[setting[0]] = setting[1];
        await using var app = await AppUnderLoad.StartAsync(redis.Address, database, cores, settings);

        try
        {
            return await MeasureAsync(result, app, stage, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException($"A screen was not shown what it waited for. The app printed:\n{app.Output}");
        }
    }

    private static async Task<IReadOnlyList<Figure>> MeasureAsync(ParseResult result, AppUnderLoad app, Stage stage, CancellationToken cancellationToken)
    {
        var (parts, figures) = (result.GetValue(Parts)!, new List<Figure>());
        if (parts.Contains("page"))
            figures.AddRange(await VideoPage.MeasureAsync(app, stage, result.GetValue(Circuits), cancellationToken));
        if (parts.Contains("library"))
            figures.AddRange(await LibraryPage.MeasureAsync(app, stage, result.GetValue(Library), result.GetValue(Videos), cancellationToken));
        if (parts.Contains("submit"))
            figures.AddRange(await Submitting.MeasureAsync(app, cancellationToken));
        return figures;
    }
}
