using Tests.Fixtures;

namespace Benchmarks.Faults.Deploying;

/// <summary>An app or a worker: its process, which can be killed and started again, and its own way to Redis.</summary>
/// <param name="name">What it is called.</param>
/// <param name="redis">The proxy between it and Redis.</param>
/// <param name="launch">Starts its process.</param>
/// <param name="answers">Whether the process does its work; it tells by its own means.</param>
internal sealed class RunningProgram(string name, TcpProxy redis, Func<ChildProcess> launch, Func<ChildProcess, Task<bool>> answers) : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(3);

    private readonly List<string> printed = [];
    private ChildProcess? process;

    /// <summary>What it is called.</summary>
    public string Name => name;

    /// <summary>The proxy between it and Redis.</summary>
    public TcpProxy Redis => redis;

    /// <summary>What its processes printed, one after another.</summary>
    public IEnumerable<string> Printed => process is null ? printed : [.. printed, process.Output];

    /// <summary>Starts it, without waiting.</summary>
    public void Launch() => process = launch();

    /// <summary>Waits until it does its work.</summary>
    /// <exception cref="InvalidOperationException">It ended, or does not get there.</exception>
    public Task WaitUntilReadyAsync() => Process.WaitUntilAsync(() => answers(Process), StartsWithin);

    /// <summary>Ends it at once, as a power cut would (SIGKILL).</summary>
    public async Task KillAsync()
    {
        await Process.KillAsync();
        printed.Add(Process.Output);
        await Process.DisposeAsync();
        process = null;
    }

    /// <summary>Stops it where it stands (SIGSTOP).</summary>
    public void Pause() => Process.Pause();

    /// <summary>Lets it go on (SIGCONT).</summary>
    public void Resume() => Process.Resume();

    /// <summary>What became of it although nobody did anything to it; null while it runs.</summary>
    public string? Ended => process is { HasExited: true } ? $"{name} ended by itself with exit code {process.ExitCode}:\n{process.Output}" : null;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (process is not null)
            await process.DisposeAsync();
        await redis.DisposeAsync();
    }

    private ChildProcess Process => process ?? throw new InvalidOperationException($"{name} is not running.");
}
