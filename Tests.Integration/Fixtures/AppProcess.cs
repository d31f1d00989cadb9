using System.Net;

namespace Tests.Fixtures;

/// <summary>The real app as a process of its own, on a free port of the loopback.</summary>
public sealed class AppProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);

    private readonly ChildProcess process;

    private AppProcess(ChildProcess process, Uri address)
    {
        this.process = process;
        Client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
    }

    /// <summary>A client of the app.</summary>
    public HttpClient Client { get; }

    /// <summary>Where the app listens.</summary>
    public Uri Address => Client.BaseAddress!;

    /// <summary>Its process id.</summary>
    public int Id => process.Id;

    /// <summary>What the app printed last.</summary>
    public string Output => process.Output;

    /// <summary>How much memory it holds now, in bytes.</summary>
    public long WorkingSet => process.WorkingSet;

    /// <summary>Starts the app and waits until it says that it is ready.</summary>
    /// <param name="redis">The value for <c>ConnectionStrings:Redis</c>; null leaves it unset.</param>
    /// <param name="database">The SQLite file, or a whole value for <c>ConnectionStrings:Database</c>.</param>
    /// <param name="settings">Further settings, by environment variable.</param>
    /// <param name="waitFor">The path that has to answer with success first.</param>
    /// <param name="address">Where to listen; null for a free port.</param>
    public static async Task<AppProcess> StartAsync(
        string? redis,
        string database,
        IReadOnlyDictionary<string, string?>? settings = null,
        string waitFor = "/health/ready",
        Uri? address = null)
    {
        address ??= new Uri($"http://127.0.0.1:{FreePort.Take()}");
        var app = new AppProcess(Launch(redis, database, address, settings), address);
        try
        {
            await app.process.WaitUntilAsync(() => app.AnswersAsync(waitFor), StartsWithin);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the app and waits for nothing.</summary>
    public static ChildProcess Launch(string? redis, string database, Uri address, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var isFile = !database.Contains('=', StringComparison.Ordinal);
        var environment = new Dictionary<string, string?>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ConnectionStrings__Redis"] = redis,
            ["ConnectionStrings__Database"] = isFile ? $"Data Source={database}" : database,
            ["LIVE_ENDS_WITH_STDIN"] = "1", // a test run that is killed outright leaves no app behind
            ["REDIS_URL"] = null,
            ["ASPNETCORE_URLS"] = null,
            ["DOTNET_URLS"] = null,
        };
        foreach (var (key, value) in settings ?? new Dictionary<string, string?>())
            environment[key] = value;
        var folder = isFile ? Path.GetDirectoryName(Path.GetFullPath(database))! : Path.GetTempPath();
        return ChildProcess.Start("The app", "dotnet", [BuiltPrograms.BlazorApp, "--urls", $"{address}"], folder, environment);
    }

    /// <summary>Asks the app to end.</summary>
    /// <returns>Whether it ended by itself, within five seconds.</returns>
    public Task<bool> StopAsync() => process.StopAsync();

    /// <summary>Ends the app at once, as a power cut would.</summary>
    public Task KillAsync() => process.KillAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await process.DisposeAsync();
    }

    private async Task<bool> AnswersAsync(string path)
    {
        try
        {
            using var response = await Client.GetAsync(path);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
