using Tests.Fixtures;
using Xunit;

namespace Tests.E2E.Stack;

/// <summary>
/// A whole Live: Redis, an app and a simulated worker, each a process of its own, over one database file. Redis is Garnet, which
/// is what a person has who installs nothing.
/// </summary>
public sealed class LiveFixture : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly List<AppProcess> apps = [];
    private SimulatorProcess? simulator;

    /// <summary>The server that carries the news.</summary>
    public GarnetServer Redis { get; } = new();

    /// <summary>The app.</summary>
    public AppProcess App => apps[0];

    /// <summary>What all processes printed last.</summary>
    public string Output => string.Join('\n', [
        .. apps.Select(app => $"--- the app at {app.Address}\n{app.Output}"),
        $"--- the simulator\n{simulator?.Output}",
    ]);

    private string DatabaseFile => folder.File("live.db");

    /// <summary>A second app process on the same Redis and database.</summary>
    public async Task<AppProcess> GetSecondAppAsync()
    {
        if (apps.Count < 2)
            apps.Add(await AppProcess.StartAsync(Redis.Address, DatabaseFile));
        return apps[1];
    }

    /// <summary>Sees to it that the one worker present is like this.</summary>
    public async Task UseSimulatorAsync(SimulatorSettings settings)
    {
        if (simulator?.Settings == settings)
            return;
        await StopSimulatorAsync();
        simulator = await SimulatorProcess.StartAsync(Redis.Address, DatabaseFile, settings);
    }

    /// <summary>Sends the worker away.</summary>
    public async Task StopSimulatorAsync()
    {
        if (simulator is not null)
            await simulator.DisposeAsync();
        simulator = null;
    }

    /// <summary>Ends the app and starts it again at the same address; its pages lose their circuits.</summary>
    public async Task RestartAppAsync()
    {
        var address = App.Address;
        await App.DisposeAsync();
        apps[0] = await AppProcess.StartAsync(Redis.Address, DatabaseFile, address: address);
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await Redis.StartAsync();
        apps.Add(await AppProcess.StartAsync(Redis.Address, DatabaseFile));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopSimulatorAsync();
        foreach (var app in apps)
            await app.DisposeAsync();
        await Redis.DisposeAsync();
        folder.Dispose();
    }
}
