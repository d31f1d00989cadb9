using Benchmarks.Fanout.Reporting;
using Benchmarks.Fanout.Servers;
using Benchmarks.Measuring;
using Tests.Fixtures;

namespace Benchmarks.Fanout;

/// <summary>A whole measurement: every scenario, so many times, each server in turns, and the tables of it.</summary>
internal sealed class FanoutRun(FanoutOptions options, TextWriter output)
{
    /// <summary>Measures and reports.</summary>
    /// <returns>Whether everything arrived where it should and nowhere else.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        OpenFiles.Require(options.Scenarios.Max(scenario => scenario.Clients));
        var cores = options.Pin ? Cores.OneEach() : Cores.Shared;
        await output.WriteLineAsync($"{await Machine.DescribeAsync(options.Servers)}; {cores.Description}; medians of {options.Runs}.\n");
        var results = new List<Result>();
        foreach (var scenario in options.Scenarios)
        {
            var runs = options.Servers.ToDictionary(kind => kind, _ => new List<Figures>());
            for (var run = 0; run < options.Runs; run++)
            {
                foreach (var kind in options.Servers)
                    runs[kind].Add(await RunOnceAsync(kind, scenario, cores, cancellationToken));
            }

            results.AddRange(runs.Select(pair => new Result(scenario, pair.Key, pair.Value)));
            await Console.Error.WriteLineAsync($"{scenario.Name} is measured.");
        }

        await output.WriteAsync(Tables.Of(results));
        return results.All(result => result.IsRight);
    }

    /// <summary>Starts a server on Redis, new both, and hands it to what is to be done with it.</summary>
    public static async Task<T> WithServerAsync<T>(ServerKind kind, Cores cores, Func<FanoutServer, RedisBackend, Task<T>> measure)
    {
        await using var redis = await Machine.StartRedisAsync();
        await using FanoutServer server = kind == ServerKind.Node
            ? await NodeServer.StartAsync(cores, redis)
            : await LiveServer.StartAsync(cores, redis);
        return await measure(server, redis);
    }

    private static Task<Figures> RunOnceAsync(ServerKind kind, Scenario scenario, Cores cores, CancellationToken cancellationToken) =>
        WithServerAsync(kind, cores, async (server, redis) =>
        {
            var measurement = new Measurement(server, redis);
            await measurement.WarmUpAsync(cancellationToken);
            return await measurement.RunAsync(scenario, cancellationToken);
        });
}
