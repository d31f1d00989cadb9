namespace Tests.Fixtures;

/// <summary>The real simulated worker as a process of its own.</summary>
public sealed class WorkerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);

    private readonly ChildProcess process;

    private WorkerProcess(string name, ChildProcess process) => (Name, this.process) = (name, process);

    /// <summary>What it is called; its places are <c>NAME/1</c>, <c>NAME/2</c>, …</summary>
    public string Name { get; }

    /// <summary>What it printed last.</summary>
    public string Output => process.Output;

    /// <summary>Starts the worker and waits until it looks for jobs.</summary>
    /// <param name="name">Its name, unique among the workers.</param>
    /// <param name="redis">The value for <c>ConnectionStrings:Redis</c>.</param>
    /// <param name="database">The value for <c>ConnectionStrings:Database</c>.</param>
    /// <param name="settings">Further settings, by environment variable.</param>
    public static async Task<WorkerProcess> StartAsync(
        string name, string redis, string database, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var environment = new Dictionary<string, string?>
        {
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["ConnectionStrings__Redis"] = redis,
            ["ConnectionStrings__Database"] = database,
            ["Simulator__Name"] = name,
            ["LIVE_ENDS_WITH_STDIN"] = "1", // a test run that is killed outright leaves no worker behind
            ["REDIS_URL"] = null,
        };
        foreach (var (key, value) in settings ?? new Dictionary<string, string?>())
            environment[key] = value;
        var worker = new WorkerProcess(name, ChildProcess.Start($"Worker {name}", "dotnet", [BuiltPrograms.Simulator], Path.GetTempPath(), environment));
        try
        {
            await worker.process.WaitUntilAsync(() => Task.FromResult(worker.Output.Contains("is ready", StringComparison.Ordinal)), StartsWithin);
            return worker;
        }
        catch
        {
            await worker.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the worker at once (SIGKILL), as a power cut would.</summary>
    public Task KillAsync() => process.KillAsync();

    /// <summary>Asks the worker to end (SIGTERM).</summary>
    /// <returns>Whether it ended by itself, within five seconds.</returns>
    public Task<bool> StopAsync() => process.StopAsync();

    /// <summary>Stops the worker where it stands (SIGSTOP).</summary>
    public void Pause() => process.Pause();

    /// <summary>Lets the paused worker go on.</summary>
    public void Resume() => process.Resume();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => process.DisposeAsync();
}
