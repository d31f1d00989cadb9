using System.Reflection;

namespace AppHost;

/// <summary>Where the build that made this AppHost put things.</summary>
internal static class BuildPaths
{
    /// <summary>The top of the repository: the tool manifest and the shared settings are there, and the programs run there.</summary>
    public static string Top => Read("Top");

    /// <summary>The folder NuGet unpacks packages and tools into.</summary>
    public static string Packages =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder ? folder : Read("Packages");

    /// <summary>The web app's dll.</summary>
    public static string App => Built("BlazorApp");

    /// <summary>The simulator's dll.</summary>
    public static string Simulator => Built("Worker.Simulator");

    private static string Built(string project)
    {
        var dll = Read(project);
        return File.Exists(dll)
            ? dll
            : throw new LaunchException($"{project} is not built: run `dotnet build` at the top of the repository and start again.");
    }

    private static string Read(string key) =>
        typeof(BuildPaths).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
