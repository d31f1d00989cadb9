using Tests.Fixtures;

namespace Benchmarks.Fanout.Servers;

/// <summary>HAProxy in front of several apps: a new client goes to the app with the fewest, and its cookie keeps it there.</summary>
internal sealed class Haproxy : IAsyncDisposable
{
    private readonly TemporaryFolder folder;
    private readonly ChildProcess process;

    private Haproxy(int port, TemporaryFolder folder, ChildProcess process) => (Port, this.folder, this.process) = (port, folder, process);

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>Its process id.</summary>
    public int ProcessId => process.Id;

    /// <summary>How much processor time it has used.</summary>
    public TimeSpan Cpu => CpuClock.Of(process.Id);

    /// <summary>Starts it; it does not mind that its servers are not there yet.</summary>
    /// <exception cref="InvalidOperationException">It is not installed.</exception>
    public static Haproxy Start(IReadOnlyList<int> servers, int mostClients)
    {
        var program = ExecutableOnPath.Find("haproxy") ?? throw new InvalidOperationException("Several processes stand behind HAProxy, and haproxy is not on the PATH.");
        var (port, folder) = (FreePort.Take(), new TemporaryFolder());
        var file = folder.File("haproxy.cfg");
        // Without http-no-delay HAProxy waits up to 200 ms for more to send along: 3,000 streams took 5.3 s to open instead of 1.3. Without
        // abortonclose a reader who has gone counts as a connection until it is sent something: those of the warm-up kept the last ones out.
        File.WriteAllText(file, $"""
            global
                maxconn {mostClients + 100}
                nbthread 1
            defaults
                mode http
                option http-no-delay
                option abortonclose
                timeout connect 5s
                timeout client 1h
                timeout server 1h
            frontend live
                bind 127.0.0.1:{port}
                default_backend apps
            backend apps
                balance leastconn
                cookie LIVE insert indirect nocache httponly
            {string.Join('\n', servers.Select((server, index) => $"    server app{index} 127.0.0.1:{server} cookie app{index}"))}

            """);
        return new Haproxy(port, folder, ChildProcess.Start("HAProxy", program, ["-db", "-f", file], folder.Path));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        folder.Dispose();
    }
}
