using Tests.Fixtures;

namespace Benchmarks.Measuring;

/// <summary>The real app process as it runs in production.</summary>
internal static class ProductionApp
{
    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="redis">The value for <c>ConnectionStrings:Redis</c>.</param>
    /// <param name="database">The SQLite file, or a whole value for <c>ConnectionStrings:Database</c>.</param>
    /// <param name="address">Where it is to listen.</param>
    /// <param name="cores">Which cores are its own.</param>
    /// <param name="settings">Further settings, by environment variable.</param>
    public static async Task<ChildProcess> StartAsync(
        string redis, string database, Uri address, Cores cores, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var environment = new Dictionary<string, string?>(settings ?? new Dictionary<string, string?>())
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            // As in the settings file of development, which Production does not read: a line per request and query is not Live's.
            ["Logging__LogLevel__Default"] = "Warning",
            // As in what is published: a build also asks the disk, at each request, for files that came after it.
            ["DisableStaticAssetNotFoundRuntimeFallback"] = "true",
        };
        var process = cores.StartServer(() => AppProcess.Launch(redis, database, address, environment));
        try
        {
            await process.WaitUntilAnsweringAsync(new Uri(address, "/health/ready"));
            return process;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }
}
