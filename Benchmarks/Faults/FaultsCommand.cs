using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Tests.Fixtures;

namespace Benchmarks.Faults;

/// <summary>The subcommand <c>faults</c>.</summary>
internal static class FaultsCommand
{
    private static readonly Option<double> Minutes = new("--minutes")
    {
        Description = "For how many minutes faults are made, 0.5 to 600. Each kind of fault is made at least once.",
        HelpName = "count",
        DefaultValueFactory = _ => 1,
        CustomParser = result =>
            double.TryParse(Text(result), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var minutes) && minutes is >= 0.5 and <= 600
            ? minutes
            : Refuse<double>(result, $"--minutes takes a number from 0.5 to 600; \"{Text(result)}\" is not one."),
    };

    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "Decides which faults are made, when, and on whom.",
        HelpName = "number",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<DatabaseKind> Database = new("--database") { Description = "Which database holds the truth.", HelpName = "sqlite|postgres" };

    private static readonly Option<Without?> Without = new("--without")
    {
        Description = "Switches off what makes up for lost announcements, deaf connections or time away; the run then has to fail.",
        HelpName = "sweep|probe|resume",
    };

    private static readonly Option<int?> Videos = new("--videos")
    {
        Description = "How many videos are submitted, 50 to 100000. [default: 200, and 60 more for each minute beyond the first]",
        HelpName = "count",
        CustomParser = result => int.TryParse(Text(result), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 50 and <= 100_000
            ? count
            : Refuse<int?>(result, $"--videos takes a whole number from 50 to 100000; \"{Text(result)}\" is not one."),
    };

    private static readonly Option<string?> Logs = new("--logs") { Description = "A folder for what the programs print.", HelpName = "folder" };

    /// <summary>The subcommand.</summary>
    public static Command Create()
    {
        var command = new Command("faults", "Breaks whatever can break, on and on, and looks whether every viewer still ends with the truth.")
        {
            Minutes, Seed, Database, Without, Videos, Logs,
        };
        command.SetAction(result => RunAsync(Options(result)));
        return command;
    }

    private static async Task<int> RunAsync(FaultsOptions options)
    {
        using var stop = new StopSignals();
        using var run = new FaultRun(options, new Journal(Console.Out));
        try
        {
            return await run.RunAsync(stop.Token) ? 0 : 1;
        }
        catch (MissingProgramException missing)
        {
            Console.Error.WriteLine($"The run could not be made: {missing.Message}");
            return 2;
        }
        catch (InvalidOperationException problem)
        {
            Console.Error.WriteLine($"The run could not be made: {problem}");
            return 2;
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            Console.Error.WriteLine("Stopped before its end; nothing can be said.");
            return 2;
        }
    }

    private static FaultsOptions Options(ParseResult result)
    {
        var minutes = result.GetValue(Minutes);
        return new(
            TimeSpan.FromMinutes(minutes),
            result.GetValue(Seed),
            result.GetValue(Database),
            result.GetValue(Without),
            result.GetValue(Videos) ?? 200 + (int)(60 * Math.Max(0, minutes - 1)),
            result.GetValue(Logs));
    }

    private static string Text(ArgumentResult result) => string.Concat(result.Tokens.Select(token => token.Value));

    private static T? Refuse<T>(ArgumentResult result, string sentence)
    {
        result.AddError(sentence);
        return default;
    }
}
