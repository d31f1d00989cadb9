using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AppHost.Processes;

/// <summary>A program AppHost starts as a process of its own.</summary>
/// <param name="Name">Stands before each of its lines.</param>
/// <param name="Arguments">What <c>dotnet</c> is given, the dll first.</param>
/// <param name="Environment">Added to AppHost's own environment.</param>
/// <param name="Advice">What a person can do when it ends unasked, by itself.</param>
/// <param name="IsQuiet">Its lines are shown only when it fails.</param>
/// <param name="EndsLast">The others lean on it, so it ends after them.</param>
/// <param name="StartsAgain">The others do without it for a while, so when it ends unasked it is started once more.</param>
/// <param name="MayRestart">A person may end it on purpose, to see the others bear that; then it is started once more, too.</param>
/// <param name="Sqlite">The SQLite database that it shares with others, as a connection string; null for none.</param>
internal sealed record ChildProgram(
    string Name, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment, string Advice,
    bool IsQuiet = false, bool EndsLast = false, bool StartsAgain = false, bool MayRestart = false, string? Sqlite = null)
{
    /// <summary>How it is started: at the top of the repository, with all three of its streams held by AppHost.</summary>
    public ProcessStartInfo ToStartInfo()
    {
        var start = new ProcessStartInfo(Dotnet, Arguments)
        {
            WorkingDirectory = BuildPaths.Top,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        return start;
    }

    // AppHost may run through its own executable; the runtime it runs on lies beside the `dotnet` that can run the others.
    private static string Dotnet
    {
        get
        {
            if (System.Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host)
                return host;
            var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
            var beside = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
            return File.Exists(beside) ? beside : name;
        }
    }
}
