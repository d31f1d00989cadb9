using System.Text.Json;

namespace Tests.Fixtures;

/// <summary>The Garnet of <c>.config/dotnet-tools.json</c>, the server that the project itself brings along.</summary>
public sealed class GarnetServer : RedisBackend
{
    private const string Tool = "garnet-server";
    private static readonly TimeSpan RestoresWithin = TimeSpan.FromMinutes(3);
    private static readonly Lazy<Task<string>> Program = new(FindAsync);

    /// <inheritdoc/>
    public override string Name => "Garnet";

    /// <inheritdoc/>
    protected override async Task<string?> InstallAsync()
    {
        await Program.Value;
        return null;
    }

    /// <inheritdoc/>
    // Started from its own file and not by `dotnet tool run`, so that the process that is ended is the server itself.
    protected override ChildProcess Launch(string folder) => ChildProcess.Start(
        Name,
        "dotnet",
        [Program.Value.Result, "--port", $"{Port}", "--bind", "127.0.0.1", "--memory", "64m", "--page", "1m", "--index", "1m"],
        folder);

    private static async Task<string> FindAsync()
    {
        if (Locate() is { } found)
            return found;

        await using var restore = ChildProcess.Start("dotnet tool restore", "dotnet", ["tool", "restore"], BuiltPrograms.RepositoryRoot);
        var exitCode = await restore.WaitForExitAsync(RestoresWithin);
        return Locate() ?? throw new InvalidOperationException(
            $"'dotnet tool restore' (exit code {exitCode}) did not bring {Tool}. It printed:\n{restore.Output}");
    }

    private static string? Locate()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(BuiltPrograms.RepositoryRoot, ".config", "dotnet-tools.json")));
        var version = manifest.RootElement.GetProperty("tools").GetProperty(Tool).GetProperty("version").GetString()!;
        var folder = Path.Combine(PackageFolder, Tool, version, "tools");
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "GarnetServer.dll", SearchOption.AllDirectories).OrderBy(path => path.Length).FirstOrDefault()
            : null;
    }

    private static string PackageFolder => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } configured
        ? configured
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
