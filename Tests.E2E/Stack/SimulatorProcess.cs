using Tests.Fixtures;

namespace Tests.E2E.Stack;

/// <summary>The real simulated worker as a process of its own.</summary>
public sealed class SimulatorProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);

    private readonly ChildProcess process;

    private SimulatorProcess(ChildProcess process, SimulatorSettings settings) => (this.process, Settings) = (process, settings);

    /// <summary>What it is like.</summary>
    public SimulatorSettings Settings { get; }

    /// <summary>What it printed last.</summary>
    public string Output => process.Output;

    /// <summary>Starts the worker and waits until it looks for jobs.</summary>
    public static async Task<SimulatorProcess> StartAsync(string redis, string databaseFile, SimulatorSettings settings)
    {
        var environment = settings.ToEnvironment();
        environment["DOTNET_ENVIRONMENT"] = "Development";
        environment["ConnectionStrings__Redis"] = redis;
        environment["ConnectionStrings__Database"] = $"Data Source={databaseFile}";
        environment["REDIS_URL"] = null;
        environment["LIVE_ENDS_WITH_STDIN"] = "1"; // a test run that is killed outright leaves no worker behind
        var folder = Path.GetDirectoryName(Path.GetFullPath(databaseFile))!;
        var simulator = new SimulatorProcess(ChildProcess.Start("The simulator", "dotnet", [BuiltPrograms.Simulator], folder, environment), settings);
        try
        {
            await simulator.process.WaitUntilAsync(
                () => Task.FromResult(simulator.Output.Contains("is ready", StringComparison.Ordinal)), StartsWithin);
            return simulator;
        }
        catch
        {
            await simulator.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it at once, as a power cut would.</summary>
    public Task KillAsync() => process.KillAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => process.DisposeAsync();
}
