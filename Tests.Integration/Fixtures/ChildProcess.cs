using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Tests.Fixtures;

/// <summary>A process that a test started and that ends with it. What it printed is kept for the message of a failing test.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private const int KeptLines = 2000;
    private const int Terminate = 15; // SIGTERM
    private const int Continue = 18; // SIGCONT on Linux
    private const int Stop = 19; // SIGSTOP on Linux
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(5);

    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();

    private ChildProcess(string name, Process process) => (Name, this.process) = (name, process);

    /// <summary>What it is called in messages.</summary>
    public string Name { get; }

    /// <summary>The process id.</summary>
    public int Id => process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => process.HasExited;

    /// <summary>How it ended.</summary>
    public int ExitCode => process.ExitCode;

    /// <summary>How much memory it holds now, in bytes.</summary>
    public long WorkingSet
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>What it printed last.</summary>
    public string Output => string.Join('\n', lines);

    /// <summary>Starts a program.</summary>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="program">The executable.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">The working directory.</param>
    /// <param name="environment">What to set in its environment; null values are removed from it.</param>
    public static ChildProcess Start(
        string name, string program, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in environment ?? new Dictionary<string, string?>())
            start.Environment[key] = value;

        var child = new ChildProcess(name, new Process { StartInfo = start });
        child.process.OutputDataReceived += (_, line) => child.Keep(line.Data);
        child.process.ErrorDataReceived += (_, line) => child.Keep(line.Data);
        child.process.Start();
        child.process.BeginOutputReadLine();
        child.process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Waits until the process answers.</summary>
    /// <exception cref="InvalidOperationException">It ended, or does not answer in time; the message holds what it printed.</exception>
    public async Task WaitUntilAsync(Func<Task<bool>> answers, TimeSpan timeout)
    {
        try
        {
            await Wait.For(async () => HasExited || await answers(), $"{Name} to answer", timeout);
        }
        catch (TimeoutException exception)
        {
            throw new InvalidOperationException($"{exception.Message} It printed:\n{Output}", exception);
        }

        if (HasExited)
            throw new InvalidOperationException($"{Name} ended with exit code {ExitCode}. It printed:\n{Output}");
    }

    /// <summary>Waits until the process has ended by itself.</summary>
    public async Task<int> WaitForExitAsync(TimeSpan timeout)
    {
        await process.WaitForExitAsync().WaitAsync(timeout);
        return ExitCode;
    }

    /// <summary>Asks the process to end (SIGTERM) and waits until it did; ends it by force when it takes too long.</summary>
    /// <returns>Whether it ended by itself.</returns>
    public async Task<bool> StopAsync()
    {
        if (process.HasExited)
            return true;
        if (OperatingSystem.IsWindows() || kill(process.Id, Terminate) != 0)
            process.Kill(entireProcessTree: true);
        try
        {
            await process.WaitForExitAsync().WaitAsync(EndsWithin);
            return true;
        }
        catch (TimeoutException)
        {
            await KillAsync();
            return false;
        }
    }

    /// <summary>Ends the process at once, as a power cut would.</summary>
    public async Task KillAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Stops the process where it stands (SIGSTOP), as a machine that is overwhelmed does; it knows nothing of it. Linux only.</summary>
    public void Pause() => Signal(Stop);

    /// <summary>Lets a paused process go on.</summary>
    public void Resume() => Signal(Continue);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        process.Dispose();
    }

    private void Signal(int signal)
    {
        if (!process.HasExited && kill(process.Id, signal) != 0)
            throw new InvalidOperationException($"{Name} did not take signal {signal}: error {Marshal.GetLastPInvokeError()}.");
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lines.Enqueue(line);
        while (lines.Count > KeptLines)
            lines.TryDequeue(out _);
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int processId, int signal);
}
