using Tests.Fixtures;
using Xunit;

namespace Tests.E2E.Stack;

/// <summary>
/// A whole Live: Redis, an app and a simulated worker, each a process of its own, over one database file. Redis is Garnet, which
/// is what a person has who installs nothing.
/// </summary>
public class LiveFixture : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly List<AppProcess> apps = [];
    private WorkerProcess? simulator;
    private SimulatorSettings? simulated;
    private int simulators;

    /// <summary>The server that carries the news.</summary>
    public GarnetServer Redis { get; } = new();

    /// <summary>The app.</summary>
    public AppProcess App => apps[0];

    /// <summary>What all processes printed last.</summary>
    public string Output => string.Join('\n', [
        .. apps.Select(app => $"--- the app at {app.Address}\n{app.Output}"),
        $"--- the simulator\n{simulator?.Output}",
    ]);

    /// <summary>Where the app is told that Redis is.</summary>
    protected virtual string RedisOfApp => Redis.Address;

    /// <summary>Further settings of the app, by environment variable.</summary>
    protected virtual IReadOnlyDictionary<string, string?> AppSettings { get; } = new Dictionary<string, string?>();

    /// <summary>The database that all processes share.</summary>
    protected string DatabaseFile => folder.File("live.db");

    /// <summary>A second app process on the same Redis and database.</summary>
    public async Task<AppProcess> GetSecondAppAsync()
    {
        if (apps.Count < 2)
            apps.Add(await StartAsync(address: null));
        return apps[1];
    }

    /// <summary>Sees to it that the one worker present is like this.</summary>
    public async Task UseSimulatorAsync(SimulatorSettings settings)
    {
        if (simulator is not null && simulated == settings)
            return;
        await StopSimulatorAsync();
        simulated = settings;
        // A name of its own, so that a page tells it from the one before.
        simulator = await WorkerProcess.StartAsync($"simulator-{++simulators}", Redis.Address, $"Data Source={DatabaseFile}", settings.ToEnvironment());
    }

    /// <summary>Takes the database away from everybody until disposed.</summary>
    public Task<DatabaseLock> LockDatabaseAsync() => DatabaseLock.TakeAsync(DatabaseFile);

    /// <summary>Sends the worker away.</summary>
    public async Task StopSimulatorAsync()
    {
        if (simulator is not null)
            await simulator.DisposeAsync();
        simulator = null;
    }

    /// <summary>Ends the worker as a power cut would: it says nothing to anybody.</summary>
    public async Task KillSimulatorAsync()
    {
        await simulator!.KillAsync();
        await StopSimulatorAsync();
    }

    /// <summary>Ends the app and starts it again at the same address; its pages lose their circuits.</summary>
    /// <param name="settings">What to set besides for the new one, by environment variable.</param>
    public async Task RestartAppAsync(IReadOnlyDictionary<string, string?>? settings = null)
    {
        await App.StopAsync();
        await StartAppAgainAsync(settings);
    }

    /// <summary>Starts the app again at its address, after it was ended.</summary>
    /// <param name="settings">What to set besides, by environment variable.</param>
    public async Task StartAppAgainAsync(IReadOnlyDictionary<string, string?>? settings = null)
    {
        var address = App.Address;
        await App.DisposeAsync();
        apps[0] = await StartAsync(address, settings);
    }

    /// <inheritdoc/>
    public virtual async ValueTask InitializeAsync()
    {
        await Redis.StartAsync();
        apps.Add(await StartAsync(address: null));
    }

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        await StopSimulatorAsync();
        foreach (var app in apps)
            await app.DisposeAsync();
        await Redis.DisposeAsync();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private Task<AppProcess> StartAsync(Uri? address, IReadOnlyDictionary<string, string?>? settings = null) =>
        AppProcess.StartAsync(RedisOfApp, DatabaseFile, new Dictionary<string, string?>([.. AppSettings, .. settings ?? AppSettings.Take(0)]), address: address);
}
