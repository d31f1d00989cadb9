using Pipeline.Demo;

namespace AppHost.Processes;

/// <summary>
/// Every process of this run. One that the others can do without is started again when it ends unasked; for any other one
/// <see cref="Ended"/> and <see cref="Failure"/> tell that, and why.
/// </summary>
internal sealed class ChildProcesses(ProcessConsole console, CancellationToken stop) : IAsyncDisposable
{
    // Together under the five seconds in which everything must have ended.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LastGrace = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan StartsAgainAfter = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly List<ChildProcess> running = [];
    private readonly List<Task> watches = [];
    private readonly CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
    private LaunchException? failure;
    private bool stopping;

    /// <summary>Cancelled when a process ended unasked and for good, and when everything is to stop.</summary>
    public CancellationToken Ended => ended.Token;

    /// <summary>The first process that ended unasked and for good; null while all is well.</summary>
    public LaunchException? Failure => Volatile.Read(ref failure);

    /// <summary>Starts a program and watches it from then on.</summary>
    /// <exception cref="LaunchException">The operating system refused.</exception>
    public ChildProcess Start(ChildProgram program)
    {
        ended.Token.ThrowIfCancellationRequested();
        var child = ChildProcess.Start(program, console);
        lock (gate)
            running.Add(child);
        watches.Add(WatchAsync(child));
        return child;
    }

    /// <summary>Every process, in the order in which they were first started.</summary>
    public IReadOnlyList<ControlledProcess> List()
    {
        lock (gate)
            return [.. running.Select(child => child.Describe())];
    }

    /// <summary>Does something to the process of that name.</summary>
    /// <returns>Whether there is one to which that could be done now.</returns>
    public bool TryAct(string name, ProcessAction action)
    {
        // Under the lock, so that the process is not let go of meanwhile and its id given to another.
        lock (gate)
            return running.Find(child => child.Program.Name == name)?.TryAct(action) ?? false;
    }

    /// <summary>Ends every process: first, together, those that lean on others, then the rest.</summary>
    public async ValueTask DisposeAsync()
    {
        ChildProcess[] last;
        lock (gate)
        {
            stopping = true;
            last = [.. running];
        }

        await ended.CancelAsync(); // nobody waits for the next start any more
        await Task.WhenAll(last.Where(child => !child.Program.EndsLast).Select(child => child.StopAsync(Grace)));
        await Task.WhenAll(last.Where(child => child.Program.EndsLast).Select(child => child.StopAsync(LastGrace)));
        await Task.WhenAll(watches);
        Array.ForEach(last, child => child.Dispose());
        ended.Dispose();
    }

    private async Task WatchAsync(ChildProcess child)
    {
        var restarts = new Restarts(TimeProvider.System);
        while (true)
        {
            var end = await child.Exited;

            // Ctrl-C reaches a process that has only just started, too: its end and the signal to AppHost are one event, in either order.
            await Task.WhenAny(Task.Delay(TimeSpan.FromMilliseconds(250), CancellationToken.None), Task.Delay(Timeout.Infinite, stop));
            if (Volatile.Read(ref stopping) || stop.IsCancellationRequested)
                return;

            try
            {
                if (!child.EndIsAsked && (!child.Program.StartsAgain || end.IsRefusal || !restarts.Allow()))
                    throw new LaunchException(Epitaph(child, end));
                child = await StartAgainAsync(child, end);
            }
            catch (OperationCanceledException)
            {
                return; // everything ends now
            }
            catch (LaunchException reason)
            {
                if (Interlocked.CompareExchange(ref failure, reason, null) is null)
                    await ended.CancelAsync();
                return;
            }
        }
    }

    private async Task<ChildProcess> StartAgainAsync(ChildProcess gone, ProcessEnd end)
    {
        var how = gone.EndIsAsked ? "was ended from the demo wall" : $"ended unexpectedly ({end})";
        console.Say($"{gone.Program.Name} {how}; it is started again in {StartsAgainAfter.TotalSeconds:0} s.");
        await Task.Delay(StartsAgainAfter, Ended);
        var child = ChildProcess.Start(gone.Program, console);
        if (TryReplace(gone, child))
            return child;

        await child.StopAsync(Grace);
        child.Dispose();
        throw new OperationCanceledException(Ended);
    }

    private bool TryReplace(ChildProcess gone, ChildProcess child)
    {
        lock (gate)
        {
            if (stopping)
                return false;
            running[running.IndexOf(gone)] = child;
        }

        gone.Dispose();
        return true;
    }

    private string Epitaph(ChildProcess child, ProcessEnd end)
    {
        foreach (var line in child.Remembered())
            console.Line(child.Program.Name, line, isError: true);
        var (name, advice) = (child.Program.Name, child.Program.Advice);
        var often = child.Program.StartsAgain && !end.IsRefusal ? $" for the {Restarts.MostEnds}th time within a minute" : "";
        return $"{name} ended unexpectedly ({end}){often}, so everything was ended: "
            + (end.IsSignal ? "a signal comes from outside, or from a system that is short of memory; start again." : advice);
    }
}
