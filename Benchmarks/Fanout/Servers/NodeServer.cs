using Benchmarks.Measuring;
using Tests.Fixtures;

namespace Benchmarks.Fanout.Servers;

/// <summary>The design that Live replaces, in Node: one subscriber, and one write per message and client (<c>node/server.js</c>).</summary>
internal sealed class NodeServer : FanoutServer
{
    private long revision;

    private NodeServer(int port, ChildProcess process)
        : base("Node", [process]) => Port = port;

    /// <inheritdoc/>
    public override int Port { get; }

    /// <inheritdoc/>
    public override string AllPath => "/events";

    /// <inheritdoc/>
    public override byte[] ReadyMark { get; } = "data: {\"type\":\"connected\"}"u8.ToArray();

    /// <summary>Starts it.</summary>
    /// <exception cref="InvalidOperationException">Node is not installed.</exception>
    public static async Task<NodeServer> StartAsync(Cores cores, RedisBackend redis)
    {
        var node = ExecutableOnPath.Find("node") ?? throw new InvalidOperationException("The peer is a Node program, and node is not on the PATH.");
        var port = FreePort.Take();
        var environment = new Dictionary<string, string?> { ["PORT"] = $"{port}", ["REDIS_PORT"] = $"{redis.Port}", ["NODE_ENV"] = "production" };
        var program = Path.Combine(AppContext.BaseDirectory, "Fanout", "node", "server.js");
        var process = cores.StartServer(() => ChildProcess.Start("The Node peer", node, [program], AppContext.BaseDirectory, environment));
        await process.WaitUntilAnsweringAsync(new Uri($"http://127.0.0.1:{port}/health"));
        return new NodeServer(port, process);
    }

    /// <inheritdoc/>
    public override string PathOf(string videoId) => $"/events/{videoId}";

    /// <inheritdoc/>
    public override Task<long> HandOutRevisionsAsync(int count)
    {
        var first = revision + 1;
        revision += count;
        return Task.FromResult(first);
    }
}
