using System.Diagnostics;
using Benchmarks.Fanout.Servers;
using Benchmarks.Measuring;
using Tests.Fixtures;

namespace Benchmarks.Fanout;

/// <summary>What everything is measured on.</summary>
internal static class Machine
{
    /// <summary>Processor, system and versions, in one line.</summary>
    public static async Task<string> DescribeAsync(IReadOnlyList<ServerKind> servers)
    {
        string[] versions = [
            await VersionAsync("redis-server", "--version") ?? "Garnet",
            .. servers.Contains(ServerKind.Node) && await VersionAsync("node", "--version") is { } node ? [$"Node {node}"] : Array.Empty<string>()];
        return $"{MachineName.Line}, {string.Join(", ", versions)}";
    }

    /// <summary>Starts <c>redis-server</c>, or Garnet where it is not installed.</summary>
    public static async Task<RedisBackend> StartRedisAsync()
    {
        RedisBackend redis = ExecutableOnPath.Find("redis-server") is null ? new GarnetServer() : new RedisServer();
        await redis.StartAsync();
        return redis;
    }

    // "Redis server v=7.0.15 sha=…", "v20.20.2".
    private static async Task<string?> VersionAsync(string program, string argument)
    {
        if (ExecutableOnPath.Find(program) is not { } path)
            return null;
        using var process = Process.Start(new ProcessStartInfo(path, argument) { RedirectStandardOutput = true })!;
        var line = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return string.Join(' ', line.Trim().Split(' ').TakeWhile(word => !word.StartsWith("sha=", StringComparison.Ordinal)));
    }
}
