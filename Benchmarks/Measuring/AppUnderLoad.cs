using Tests.Fixtures;

namespace Benchmarks.Measuring;

/// <summary>The real app process as it runs in production, on cores of its own where there are several.</summary>
internal sealed class AppUnderLoad : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);

    private readonly ChildProcess process;

    private AppUnderLoad(ChildProcess process, Uri address)
    {
        this.process = process;
        Client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
    }

    /// <summary>A client of it.</summary>
    public HttpClient Client { get; }

    /// <summary>What it printed last.</summary>
    public string Output => process.Output;

    /// <summary>Its process id.</summary>
    public int ProcessId => process.Id;

    /// <summary>What it has used.</summary>
    public ProcessUse Use => ProcessUse.Of(process.Id);

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="redis">The value for <c>ConnectionStrings:Redis</c>.</param>
    /// <param name="database">The value for <c>ConnectionStrings:Database</c>.</param>
    /// <param name="cores">The cores it may use, as taskset(1) takes them; null for all.</param>
    /// <param name="settings">Further settings, by environment variable.</param>
    public static async Task<AppUnderLoad> StartAsync(string redis, string database, string? cores, IReadOnlyDictionary<string, string?> settings)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.Take()}");
        var environment = new Dictionary<string, string?>(settings)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ConnectionStrings__Redis"] = redis,
            ["ConnectionStrings__Database"] = database,
            ["LIVE_ENDS_WITH_STDIN"] = "1", // a run that is killed outright leaves no app behind
            ["REDIS_URL"] = null,
            ["ASPNETCORE_URLS"] = null,
            ["Logging__LogLevel__Default"] = "Warning",
        };
        string[] program = ["dotnet", BuiltPrograms.BlazorApp, "--urls", $"{address}"];
        string[] pinned = cores is null ? program : ["taskset", "-c", cores, .. program];
        var app = new AppUnderLoad(ChildProcess.Start("The app", pinned[0], pinned[1..], Path.GetTempPath(), environment), address);
        try
        {
            await app.process.WaitUntilAsync(app.IsReadyAsync, StartsWithin);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>The memory it holds once it has come to rest: when three looks in a row, a second apart, find the same within 1 %, or after 30.</summary>
    /// <returns>Bytes.</returns>
    public async Task<long> RestingMemoryAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var (last, still) = (Use.Resident, 0);
        for (var look = 0; look < 30 && still < 3 && await timer.WaitForNextTickAsync(cancellationToken); look++)
        {
            var now = Use.Resident;
            still = Math.Abs(now - last) < last / 100 ? still + 1 : 0;
            last = now;
        }

        return last;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await process.DisposeAsync();
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var response = await Client.GetAsync("/health/ready");
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
