using System.Diagnostics;
using System.Text.Json;
using AppHost.Processes;

namespace AppHost.EmbeddedRedis;

/// <summary>
/// The Redis-compatible server that the tool manifest pins. Its dll is started directly: <c>dotnet tool run</c> would put a process
/// between, and ending that one leaves the server running.
/// </summary>
internal static class GarnetTool
{
    private const string Package = "garnet-server";

    /// <summary>Finds the server, installing it first when this machine has not got it.</summary>
    /// <exception cref="LaunchException">It cannot be installed.</exception>
    public static async Task<string> LocateAsync(ProcessConsole console, CancellationToken cancellationToken)
    {
        var version = PinnedVersion();
        if (Find(version) is { } found)
            return found;

        console.Say($"Installing the embedded Redis-compatible server (Garnet {version}), once …");
        var complaint = await RestoreAsync(cancellationToken);
        return Find(version) ?? throw new LaunchException(
            $"The embedded server Garnet {version} could not be installed (`dotnet tool restore`: {complaint}): "
            + "install Redis or Valkey yourself and pass --redis host:port, or try again with a network.");
    }

    private static string PinnedVersion()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(BuildPaths.Top, ".config", "dotnet-tools.json")));
        return manifest.RootElement.GetProperty("tools").GetProperty(Package).GetProperty("version").GetString()!;
    }

    private static string? Find(string version)
    {
        var folder = Path.Combine(BuildPaths.Packages, Package, version);
        if (!File.Exists(Path.Combine(folder, ".nupkg.metadata"))) // NuGet writes it last, so an interrupted install doesn't count
            return null;

        var framework = Path.Combine("tools", $"net{Environment.Version.Major}.0");
        return Directory.EnumerateFiles(Path.Combine(folder, "tools"), "GarnetServer.dll", SearchOption.AllDirectories)
            .OrderByDescending(dll => dll.Contains(framework, StringComparison.Ordinal))
            .FirstOrDefault();
    }

    private static async Task<string> RestoreAsync(CancellationToken cancellationToken)
    {
        var english = new Dictionary<string, string> { ["DOTNET_CLI_UI_LANGUAGE"] = "en" };
        var restore = new ChildProgram("restore", ["tool", "restore"], english, Advice: "");
        using var process = Process.Start(restore.ToStartInfo())!;
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            var lines = $"{await error}\n{await output}".Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return lines.FirstOrDefault()?.TrimEnd('.') ?? $"exit code {process.ExitCode}";
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
