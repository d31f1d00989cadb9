using System.Globalization;
using AppHost.Control;
using AppHost.Options;
using AppHost.Processes;
using Pipeline.Demo;
using Pipeline.Hosting;

namespace AppHost.Startup;

/// <summary>Live's own programs, told where everything is.</summary>
internal sealed class LivePrograms(LaunchOptions options, RedisSetting redis)
{
    /// <summary>Whether the programs are developed or shown, and not used: there is a demo wall then.</summary>
    public static bool AreInDevelopment => EnvironmentName == "Development";

    private static string EnvironmentName => Read("ASPNETCORE_ENVIRONMENT") ?? Read("DOTNET_ENVIRONMENT") ?? "Development";

    /// <summary>The web app.</summary>
    /// <param name="control">What its demo wall breaks processes by; null when it can't.</param>
    public ChildProgram App(ControlServer? control)
    {
        var settings = Settings();
        if (control is not null)
            (settings[ControlContract.AddressVariable], settings[ControlContract.TokenVariable]) = (control.Address.AbsoluteUri, control.Token);
        return new("app", [BuildPaths.App, "--urls", options.Urls.Text], settings, "its last lines above say why; put it right and start again.");
    }

    /// <summary>A simulated worker, counted from 1.</summary>
    public ChildProgram Simulator(int number) => new(
        $"worker-{number}",
        [BuildPaths.Simulator, "--Simulator:Speed", options.Speed.ToString(CultureInfo.InvariantCulture)],
        Settings(),
        "its last lines above say why; put it right and start again, or start without simulated workers by --simulators 0.",
        StartsAgain: true,
        Sqlite: options.Database.IsSqlite ? options.Database.ConnectionString : null);

    private Dictionary<string, string> Settings() => new()
    {
        [ParentLifetime.Variable] = "1",
        ["ConnectionStrings__Redis"] = redis.Text,
        ["ConnectionStrings__Database"] = options.Database.ConnectionString,
        ["ASPNETCORE_ENVIRONMENT"] = EnvironmentName,
        ["DOTNET_ENVIRONMENT"] = Read("DOTNET_ENVIRONMENT") ?? EnvironmentName,

        // One console for all: a log entry of two lines would be torn apart by another process's.
        ["Logging__Console__FormatterName"] = Read("Logging__Console__FormatterName") ?? "simple",
        ["Logging__Console__FormatterOptions__SingleLine"] = Read("Logging__Console__FormatterOptions__SingleLine") ?? "true",
    };

    private static string? Read(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
