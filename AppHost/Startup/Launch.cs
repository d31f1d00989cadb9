using System.Diagnostics;
using AppHost.Control;
using AppHost.EmbeddedRedis;
using AppHost.Options;
using AppHost.Processes;

namespace AppHost.Startup;

/// <summary>One run of everything: Redis, the app, the simulated workers; from the first process to the last.</summary>
internal sealed class Launch(LaunchOptions options, ProcessConsole console)
{
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromSeconds(60);

    /// <summary>Runs until <paramref name="stop"/>; no process is left when it returns or throws.</summary>
    /// <exception cref="LaunchException">Something could not start, or ended unasked.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        Ports.EnsureFree(options.Urls);
        var children = new ChildProcesses(console, stop);
        await using (children)
        {
            try
            {
                await using var control = LivePrograms.AreInDevelopment ? ControlServer.TryStart(children, console) : null;
                await StartAsync(children, control);
                await Task.Delay(Timeout.Infinite, children.Ended);
            }
            catch (OperationCanceledException)
            {
                // Asked to stop, or a process ended; either way everything ends now.
            }
        }

        if (children.Failure is { } failure)
            throw failure;
    }

    private async Task StartAsync(ChildProcesses children, ControlServer? control)
    {
        var redis = options.Redis ?? await GarnetServer.StartAsync(children, console);
        var programs = new LivePrograms(options, redis);
        using var health = new AppHealth(options.Urls.Browse);
        var started = Stopwatch.StartNew();

        children.Start(programs.App(control));
        while (!await health.IsLiveAsync(children.Ended))
            await WaitAsync(started, children.Ended);

        // The app prepares the database; workers that came sooner would find no tables, or make them a second time.
        for (var number = 1; number <= options.Simulators; number++)
            children.Start(programs.Simulator(number));

        var trouble = await FindTroubleAsync(health, redis, started, children.Ended);
        console.Say(ReadyBlock.Write(options, redis, trouble));
        if (trouble is null)
            return;

        while (!await health.IsReadyAsync(children.Ended))
            await Task.Delay(TimeSpan.FromSeconds(1), children.Ended);
        console.Say(ReadyBlock.Write(options, redis, trouble: null));
    }

    private async Task<string?> FindTroubleAsync(
        AppHealth health, RedisSetting redis, Stopwatch started, CancellationToken cancellationToken)
    {
        while (!await health.IsReadyAsync(cancellationToken))
        {
            if (options.Redis is not null && !await redis.IsReachableAsync(cancellationToken))
                return $"Redis at {redis.Display} is not reachable yet: pages open, but nothing moves live until it is; Live connects by itself.";
            if (started.Elapsed > ReadyLimit)
            {
                return $"After {ReadyLimit.TotalSeconds:0} s {options.Urls.Browse}health/ready still says no: "
                    + $"the lines above and {options.Urls.Browse}api/diagnostics say why.";
            }


            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        }

        return null;
    }

    private async Task WaitAsync(Stopwatch started, CancellationToken cancellationToken)
    {
        if (started.Elapsed > ReadyLimit)
        {
            throw new LaunchException(
                $"The app does not answer at {options.Urls.Browse} after {ReadyLimit.TotalSeconds:0} s: its last lines above say why.");
        }

        await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
    }
}
