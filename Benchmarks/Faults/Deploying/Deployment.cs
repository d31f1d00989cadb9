using System.Net;
using Benchmarks.Workers;
using Tests.Fixtures;

namespace Benchmarks.Faults.Deploying;

/// <summary>All that runs: two apps, three workers, Redis, the database; each app and each worker reaches Redis through a proxy of its own.</summary>
internal sealed class Deployment : IAsyncDisposable
{
    // A publish that is swallowed makes its worker wait this long, and not for longer than its lease.
    private const string WorkerRedisOptions = ",asyncTimeout=1000";

    private readonly TemporaryFolder folder = new();
    private readonly ProgramSettings settings;
    private readonly HttpClient probing = new() { Timeout = TimeSpan.FromSeconds(2) };

    /// <param name="database">On which database.</param>
    /// <param name="settings">What the programs are like.</param>
    public Deployment(DatabaseKind database, ProgramSettings settings)
    {
        this.settings = settings;
        Database = database == DatabaseKind.Postgres ? new PostgresFaultDatabase() : new SqliteFaultDatabase(folder.File("live.db"));
        Apps = [.. Enumerable.Range(1, 2).Select(CreateApp)];
        Workers = [.. Enumerable.Range(1, 3).Select(CreateWorker)];
    }

    /// <summary>Redis.</summary>
    public RedisServer Redis { get; } = new();

    /// <summary>The truth.</summary>
    public FaultDatabase Database { get; }

    /// <summary>The apps.</summary>
    public IReadOnlyList<RunningProgram> Apps { get; }

    /// <summary>Where the apps listen, in the same order.</summary>
    public IReadOnlyList<Uri> AppAddresses { get; } = [.. Enumerable.Range(1, 2).Select(_ => new Uri($"http://127.0.0.1:{FreePort.TakeLasting()}"))];

    /// <summary>The workers.</summary>
    public IReadOnlyList<RunningProgram> Workers { get; }

    /// <summary>Apps and workers.</summary>
    public IEnumerable<RunningProgram> Programs => [.. Apps, .. Workers];

    /// <summary>The program of that name.</summary>
    public RunningProgram this[string name] => Programs.Single(program => program.Name == name);

    /// <summary>The file that says by how many seconds a worker's clock is off.</summary>
    public string ClockFile(string worker) => folder.File($"{worker}.clock");

    /// <summary>Starts everything and waits until it does its work.</summary>
    /// <exception cref="MissingProgramException">Redis or the database is not installed here.</exception>
    /// <exception cref="InvalidOperationException">Something else cannot run here; the message says what.</exception>
    public async Task StartAsync()
    {
        await Redis.StartAsync();
        if (Redis.MissingBecause is { } problem)
            throw new MissingProgramException(problem);
        await Database.StartAsync();
        foreach (var program in Programs)
            program.Launch();
        await Task.WhenAll(Programs.Select(program => program.WaitUntilReadyAsync()));
    }

    /// <summary>Keeps what the programs printed.</summary>
    public void SaveLogs(string target)
    {
        Directory.CreateDirectory(target);
        foreach (var program in Programs)
            File.WriteAllText(Path.Combine(target, $"{program.Name}.log"), string.Join("\n== killed, and started again\n", program.Printed));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Programs.Select(program => program.DisposeAsync().AsTask()));
        await Redis.DisposeAsync();
        await Database.DisposeAsync();
        probing.Dispose();
        folder.Dispose();
    }

    private RunningProgram CreateApp(int number)
    {
        var (address, proxy) = (AppAddresses[number - 1], new TcpProxy(Redis.Port));
        var environment = settings.App;
        environment["ConnectionStrings__Database"] = Database.Address;
        return new RunningProgram(
            $"app-{number}",
            proxy,
            () => AppProcess.Launch(proxy.Address, folder.File("live.db"), address, environment),
            _ => AnswersAsync(new Uri(address, "/health/live")));
    }

    private RunningProgram CreateWorker(int number)
    {
        var (name, proxy) = ($"worker-{number}", new TcpProxy(Redis.Port));
        var environment = settings.Worker(name);
        environment["ConnectionStrings__Redis"] = proxy.Address + WorkerRedisOptions;
        environment["ConnectionStrings__Database"] = Database.Address;
        environment[WorkerProgram.ClockFileVariable] = ClockFile(name);
        return new RunningProgram(
            name,
            proxy,
            () => ChildProcess.Start(name, "dotnet", [typeof(Deployment).Assembly.Location, WorkerProgram.Name], folder.Path, environment),
            process => Task.FromResult(process.Output.Contains("is ready", StringComparison.Ordinal)));
    }

    private async Task<bool> AnswersAsync(Uri address)
    {
        try
        {
            using var response = await probing.GetAsync(address);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
