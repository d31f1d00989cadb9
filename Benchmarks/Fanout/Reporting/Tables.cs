using System.Text;

namespace Benchmarks.Fanout.Reporting;

/// <summary>What was measured, as tables in Markdown.</summary>
internal static class Tables
{
    /// <summary>Writes them.</summary>
    public static string Of(IReadOnlyList<Result> results)
    {
        var text = new StringBuilder();
        foreach (var scenario in results.Select(result => result.Scenario).Distinct())
            text.Append(Invariant($"* {scenario.Name}: {scenario.About}.\n"));
        AppendDeliveries(text, results);
        AppendFirstBytes(text, [.. results.Where(result => result.Scenario.OpenedPerSecond is not null)]);
        AppendMemory(text, [.. results.Where(result => result.Scenario.WatchesMemory)]);
        AppendRatios(text, [.. results.Where(result => result.IsServers)]);
        return text.ToString();
    }

    private static void AppendDeliveries(StringBuilder text, IReadOnlyList<Result> results)
    {
        text.Append("\n| | server | deliveries/s | p50 ms | p99 ms | slowest ms | CPU µs a delivery | kB an idle client | lost, twice, misrouted, broken | load client's core |\n");
        text.Append("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        foreach (var result in results)
        {
            var figures = result.IsServers
                ? Invariant($"{result.Median(run => run.PerSecond):N0} | {Milliseconds(result, run => run.Latency.Half)} | {Milliseconds(result, run => run.Latency.Most)} | ")
                    + Invariant($"{Milliseconds(result, run => run.Latency.Slowest)} | {result.Median(run => run.CpuPerDelivery):0.00} | {Idle(result)}")
                : "not reported: the load client was the limit | | | | | ";
            text.Append(Invariant($"| {result.Scenario.Name} | {result.Server} | {figures} | {result.Wrong} | {result.LoadShare:0 %} |\n"));
        }
    }

    private static void AppendFirstBytes(StringBuilder text, IReadOnlyList<Result> results)
    {
        if (results.Count == 0)
            return;
        text.Append("\n| first byte of a new stream | server | p50 ms | p99 ms | slowest ms | load client's core |\n|---|---|--:|--:|--:|--:|\n");
        foreach (var result in results)
        {
            var figures = result.IsServers
                ? $"{Milliseconds(result, run => run.FirstByte.Half)} | {Milliseconds(result, run => run.FirstByte.Most)} | {Milliseconds(result, run => run.FirstByte.Slowest)}"
                : "not reported: the load client was the limit | | ";
            text.Append(Invariant($"| {result.Scenario.Name} | {result.Server} | {figures} | {result.LoadShare:0 %} |\n"));
        }
    }

    private static void AppendMemory(StringBuilder text, IReadOnlyList<Result> results)
    {
        if (results.Count == 0)
            return;
        text.Append("\n| resident memory, MB | server | all connected | most meanwhile | afterwards | back within a fifth after |\n|---|---|--:|--:|--:|--:|\n");
        foreach (var result in results)
        {
            var back = result.MemoryBack is { } seconds ? Invariant($"{seconds:0.0} s") : "not within 10 s";
            text.Append(Invariant($"| {result.Scenario.Name} | {result.Server} | {result.Median(run => run.Resident.Idle / 1e6):0} | "));
            text.Append(Invariant($"{result.Median(run => run.Resident.Peak / 1e6):0} | {result.Median(run => run.Resident.After / 1e6):0} | {back} |\n"));
        }
    }

    private static void AppendRatios(StringBuilder text, IReadOnlyList<Result> results)
    {
        var pairs = results.Where(result => result.Server == ServerKind.Live)
            .Join(results.Where(result => result.Server == ServerKind.Node), live => live.Scenario, node => node.Scenario, (live, node) => (live, node)).ToList();
        if (pairs.Count == 0)
            return;
        text.Append("\n| Live ÷ Node | deliveries/s | p50 | p99 | CPU a delivery | first byte p99 |\n|---|--:|--:|--:|--:|--:|\n");
        foreach (var (live, node) in pairs)
        {
            text.Append(Invariant($"| {live.Scenario.Name} | {Ratio(run => run.PerSecond)} | {Ratio(run => run.Latency.Half.TotalMicroseconds)} | "));
            text.Append(Invariant($"{Ratio(run => run.Latency.Most.TotalMicroseconds)} | {Ratio(run => run.CpuPerDelivery)} | {Ratio(run => run.FirstByte.Most.TotalMicroseconds)} |\n"));

            string Ratio(Func<Figures, double> figure) => Invariant($"{live.Median(figure) / node.Median(figure):0.00}");
        }
    }

    // With fewer clients, memory left over from the warm-up is taken for theirs.
    private static string Idle(Result result) => result.Scenario.Clients >= 10_000 ? Invariant($"{result.Median(run => run.IdleClient / 1000):0.0}") : "";

    private static string Milliseconds(Result result, Func<Figures, TimeSpan> time) => Invariant($"{result.Median(run => time(run).TotalMilliseconds):0.00}");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
