using System.Reflection;

namespace Tests.Fixtures;

/// <summary>Where the programs lie that were built together with the tests; written into the test assembly by <c>BuiltPrograms.props</c>.</summary>
public static class BuiltPrograms
{
    /// <summary>The web app, <c>BlazorApp.dll</c>.</summary>
    public static string BlazorApp => Read("BlazorApp");

    /// <summary>The worker, <c>Worker.Simulator.dll</c>.</summary>
    public static string Simulator => Read("Worker.Simulator");

    /// <summary>What starts everything, <c>AppHost.dll</c>.</summary>
    public static string AppHost => Read("AppHost");

    /// <summary>The fault harness, <c>Benchmarks.dll</c>; known to the integration ring alone.</summary>
    public static string Benchmarks => Read("Benchmarks");

    /// <summary>The folder of <c>Live.sln</c>.</summary>
    public static string RepositoryRoot => Read("RepositoryRoot");

    private static string Read(string key) => typeof(BuiltPrograms).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
