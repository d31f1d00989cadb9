namespace AppHost.Processes;

/// <summary>Every process of this run; <see cref="Ended"/> and <see cref="Failure"/> tell that, and why, one of them ended unasked.</summary>
internal sealed class ChildProcesses(ProcessConsole console, CancellationToken stop) : IAsyncDisposable
{
    // Together under the five seconds in which everything must have ended.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LastGrace = TimeSpan.FromSeconds(1);

    private readonly List<ChildProcess> started = [];
    private readonly List<Task> watches = [];
    private readonly CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
    private LaunchException? failure;
    private bool stopping;

    /// <summary>Cancelled when a process ended unasked, and when everything is to stop.</summary>
    public CancellationToken Ended => ended.Token;

    /// <summary>The first process that ended unasked; null while all is well.</summary>
    public LaunchException? Failure => Volatile.Read(ref failure);

    /// <summary>Starts a program and watches it from then on.</summary>
    public ChildProcess Start(ChildProgram program)
    {
        ended.Token.ThrowIfCancellationRequested();
        var child = ChildProcess.Start(program, console);
        started.Add(child);
        watches.Add(WatchAsync(child));
        return child;
    }

    /// <summary>Ends every process: first, together, those that lean on others, then the rest.</summary>
    public async ValueTask DisposeAsync()
    {
        Volatile.Write(ref stopping, true);
        await Task.WhenAll(started.Where(child => !child.Program.EndsLast).Select(child => child.StopAsync(Grace)));
        await Task.WhenAll(started.Where(child => child.Program.EndsLast).Select(child => child.StopAsync(LastGrace)));
        await Task.WhenAll(watches);
        started.ForEach(child => child.Dispose());
        ended.Dispose();
    }

    private async Task WatchAsync(ChildProcess child)
    {
        var exitCode = await child.Exited;

        // Ctrl-C reaches a process that has only just started, too: its end and the signal to AppHost are one event, in either order.
        await Task.WhenAny(Task.Delay(TimeSpan.FromMilliseconds(250), CancellationToken.None), Task.Delay(Timeout.Infinite, stop));
        if (Volatile.Read(ref stopping) || stop.IsCancellationRequested)
            return;

        foreach (var line in child.Remembered())
            console.Line(child.Program.Name, line, isError: true);
        var sentence = $"{child.Program.Name} ended unexpectedly ({Describe(exitCode)}), so everything was ended: {child.Program.Advice}";
        if (Interlocked.CompareExchange(ref failure, new(sentence), null) is null)
            await ended.CancelAsync();
    }

    private static string Describe(int exitCode) => exitCode > 128 && !OperatingSystem.IsWindows()
        ? $"signal {exitCode - 128}"
        : $"exit code {exitCode}";
}
