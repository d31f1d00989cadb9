using System.Diagnostics;
using Benchmarks.Fanout.Load;
using Benchmarks.Fanout.Servers;
using Tests.Fixtures;

namespace Benchmarks.Fanout;

/// <summary>Measures one server: connects, publishes, and reads what that took from the operating system.</summary>
/// <param name="server">The server.</param>
/// <param name="redis">What it hears from.</param>
/// <param name="beside">What else runs on the load client's core, by process id.</param>
internal sealed class Measurement(FanoutServer server, RedisBackend redis, params IReadOnlyList<int> beside)
{
    // A server that holds a message back for longer than that has lost it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ConnectsWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(0.2); // something may come a second time
    private static readonly TimeSpan MemoryWatched = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MemoryRead = TimeSpan.FromMilliseconds(50);

    /// <summary>Has the server do everything for a while, and become quiet.</summary>
    public async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        foreach (var scenario in (Scenario[])[Scenarios.WarmUp, Scenarios.WarmUp with { OwnVideo = true }])
            await RunAsync(scenario, cancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
    }

    /// <summary>Runs a scenario once.</summary>
    public async Task<Figures> RunAsync(Scenario scenario, CancellationToken cancellationToken)
    {
        var deliveries = new Deliveries(scenario.Plan, scenario.Clients, scenario.OwnVideo);
        using var publisher = new Publisher(redis.Port);
        var revision = await server.HandOutRevisionsAsync(scenario.Messages);
        var empty = server.Resident;

        var (opening, loadBefore) = (Stopwatch.GetTimestamp(), LoadCpu);
        using var clients = new LoadClient(server.Plan(scenario.Clients, scenario.OwnVideo, scenario.OpenedPerSecond), deliveries);
        await ReadyAsync(clients, scenario, cancellationToken);
        var openingShare = ShareSince(opening, loadBefore);
        await Task.Delay(scenario.Settle, cancellationToken);
        var idle = server.Resident;
        using var memory = new PeakMemory(server, MemoryRead);

        var serverBefore = server.Cpu;
        (var began, loadBefore) = (Stopwatch.GetTimestamp(), LoadCpu);
        await publisher.PublishAsync(scenario.Plan, revision);
        await Task.WhenAny(clients.Delivered, Task.Delay(Patience, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        var share = ShareSince(began, loadBefore);
        await Task.Delay(Linger, cancellationToken);
        var cpu = server.Cpu - serverBefore;

        TimeSpan? back = scenario.WatchesMemory ? await WatchMemoryAsync(idle * 1.2, cancellationToken) : null;
        var after = server.Resident;
        clients.Dispose(); // what it has counted is read when its thread has ended
        var (first, last) = deliveries.Span;
        return new Figures
        {
            Events = (deliveries.Received, deliveries.Lost, deliveries.Twice, deliveries.Misrouted),
            Broken = clients.Broken,
            Delivering = TimeSpan.FromMicroseconds(Math.Max(0, last - first)),
            Latency = Spread.Of(deliveries.Latencies()),
            FirstByte = Spread.Of(clients.FirstBytes()),
            ServerCpu = cpu,
            LoadShare = scenario.OpenedPerSecond is null ? share : openingShare,
            IdleClient = (double)(idle - empty) / scenario.Clients,
            Resident = (idle, Math.Max(memory.Peak, idle), after),
            MemoryBack = back,
        };
    }

    // This process is load client and publisher.
    private TimeSpan LoadCpu => CpuClock.Of([Environment.ProcessId, redis.ProcessId, .. beside]);

    private double ShareSince(long began, TimeSpan before) => (LoadCpu - before) / Stopwatch.GetElapsedTime(began);

    private async Task ReadyAsync(LoadClient clients, Scenario scenario, CancellationToken cancellationToken)
    {
        try
        {
            await clients.Ready.WaitAsync(ConnectsWithin, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException(FormattableString.Invariant(
                $"{server.Name} has opened {clients.Settled:N0} of {scenario.Clients:N0} streams within {ConnectsWithin.TotalSeconds} s."));
        }
    }

    private async Task<TimeSpan?> WatchMemoryAsync(double enough, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        while (server.Resident > enough)
        {
            if (Stopwatch.GetElapsedTime(began) > MemoryWatched)
                return null;
            await Task.Delay(MemoryRead, cancellationToken);
        }

        return Stopwatch.GetElapsedTime(began);
    }
}
