using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using AppHost.Processes;

namespace AppHost.Options;

/// <summary>The command line.</summary>
internal static class LaunchCommand
{
    private static readonly Option<AppUrls> Urls = new("--urls")
    {
        Description = $"Where the app listens; several are separated by semicolons. [default: {AppUrls.Default}]",
        HelpName = "url",
        CustomParser = result => AppUrls.TryParse(Text(result), out var urls)
            ? urls
            : Refuse<AppUrls>(result, $"--urls takes addresses with a port, such as {AppUrls.Default}; \"{Text(result)}\" is not one."),
    };

    private static readonly Option<RedisSetting> Redis = new("--redis")
    {
        Description = "A Redis to use instead of the embedded server, as host:port or redis://…. "
            + "[default: ConnectionStrings__Redis or REDIS_URL of the environment, else the embedded server on a free port of 127.0.0.1]",
        HelpName = "host:port",
        CustomParser = result => RedisSetting.TryParse(Text(result), out var redis)
            ? redis
            : Refuse<RedisSetting>(result, $"--redis takes {RedisSetting.Forms}."),
    };

    private static readonly Option<DatabaseSetting> Database = new("--database")
    {
        Description = "The database: \"Data Source=file\" is SQLite, a relative file being one of the current directory; "
            + "\"Host=…\" is PostgreSQL. "
            + "[default: ConnectionStrings__Database of the environment, else live.db at the top of the repository]",
        HelpName = "connection string",
        CustomParser = result => Read(result, text => DatabaseSetting.Parse(text, Directory.GetCurrentDirectory())),
    };

    private static readonly Option<int> Simulators = new("--simulators")
    {
        Description = "How many simulated workers run, 0 to 32; 0 leaves the work to workers of your own.",
        HelpName = "count",
        DefaultValueFactory = _ => 1,
        CustomParser = result => int.TryParse(Text(result), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= 32
            ? count
            : Refuse<int>(result, $"--simulators takes a whole number from 0 to 32; \"{Text(result)}\" is not one."),
    };

    private static readonly Option<double> Speed = new("--speed")
    {
        Description = "How fast simulated workers work: 1 is the usual pace, 10 is ten times as fast.",
        HelpName = "factor",
        DefaultValueFactory = _ => 1,
        CustomParser = result =>
            double.TryParse(Text(result), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var speed) && speed is > 0 and <= 1000
            ? speed
            : Refuse<double>(result, $"--speed takes a number above 0 and up to 1000, such as 0.5 or 10; \"{Text(result)}\" is not one."),
    };

    /// <summary>Reads the command line and runs what it asks for; a mistake is answered with one sentence.</summary>
    /// <returns>The exit code: 0, or 1 after a mistake.</returns>
    public static async Task<int> InvokeAsync(string[] args, ProcessConsole console, Func<LaunchOptions, Task> run)
    {
        var command = new RootCommand(
            "Starts everything Live needs on one machine: Redis, the app and a simulated worker. Ctrl-C ends all of it.")
        {
            Urls, Redis, Database, Simulators, Speed,
        };
        command.HelpName = "dotnet run --project AppHost --";
        command.SetAction(result => run(Options(result)));

        var parsed = command.Parse(args);
        if (parsed.Errors is [var mistake, ..])
        {
            console.Complain(mistake.Message);
            return 1;
        }

        // Signals are AppHost's own matter, and so are failures: System.CommandLine would print a stack trace.
        return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    private static LaunchOptions Options(ParseResult result)
    {
        try
        {
            return new(
                result.GetValue(Urls) ?? (AppUrls.TryParse(AppUrls.Default, out var urls) ? urls : throw new InvalidOperationException()),
                result.GetValue(Redis) ?? ConfiguredConnections.Redis,
                result.GetValue(Database) ?? ConfiguredConnections.Database ?? DatabaseSetting.Default,
                result.GetValue(Simulators),
                result.GetValue(Speed));
        }
        catch (FormatException mistake)
        {
            throw new LaunchException($"In the environment: {mistake.Message}");
        }
    }

    private static string Text(ArgumentResult result) => string.Concat(result.Tokens.Select(token => token.Value));

    private static T? Read<T>(ArgumentResult result, Func<string, T> read)
    {
        try
        {
            return read(Text(result));
        }
        catch (FormatException mistake)
        {
            return Refuse<T>(result, mistake.Message);
        }
    }

    private static T? Refuse<T>(ArgumentResult result, string sentence)
    {
        result.AddError(sentence);
        return default;
    }
}
