using Tests.Fixtures;

namespace Benchmarks.Measuring;

/// <summary>The real app process as it runs in production, and a client of it.</summary>
internal sealed class AppUnderLoad : IAsyncDisposable
{
    private readonly ChildProcess process;

    private AppUnderLoad(ChildProcess process, Uri address, Cores cores)
    {
        (this.process, Cores) = (process, cores);
        Client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
    }

    /// <summary>A client of it.</summary>
    public HttpClient Client { get; }

    /// <summary>Which cores are its own.</summary>
    public Cores Cores { get; }

    /// <summary>What it printed last.</summary>
    public string Output => process.Output;

    /// <summary>What it has used.</summary>
    public ProcessUse Use => ProcessUse.Of(process.Id);

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <inheritdoc cref="ProductionApp.StartAsync" path="/param"/>
    public static async Task<AppUnderLoad> StartAsync(string redis, string database, Cores cores, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.Take()}");
        return new AppUnderLoad(await ProductionApp.StartAsync(redis, database, address, cores, settings), address, cores);
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
}
