using System.CommandLine;
using Benchmarks.Faults;

namespace Benchmarks.Fanout;

/// <summary>The subcommand <c>fanout</c>: what it costs to tell one change to thousands of event streams, and how long it takes.</summary>
internal static class FanoutCommand
{
    private static readonly Argument<string[]> Names = new("scenarios") { Description = $"What is measured; all without any: {string.Join(", ", Scenarios.All.Select(scenario => scenario.Name))}." };

    private static readonly Option<int> Runs = new("--runs") { Description = "How often each is measured, with new processes.", HelpName = "count", DefaultValueFactory = _ => 3 };

    private static readonly Option<string?> Peer = new("--peer") { Description = "A server that is measured beside it, in turns: node, the design that Live replaces.", HelpName = "node" };

    private static readonly Option<bool> OnlySmoke = new("--smoke") { Description = "Takes seconds and times nothing: whether everything arrives, on both streams." };

    private static readonly Option<bool> Free = new("--free") { Description = "Leaves it to the system which core runs what." };

    /// <summary>The subcommand.</summary>
    public static Command Create()
    {
        var command = new Command("fanout", "Measures telling one change to thousands of event streams: CPU, time and memory.") { Names, Runs, Peer, OnlySmoke, Free };
        Names.AcceptOnlyFromAmong([.. Scenarios.All.Select(scenario => scenario.Name)]);
        Peer.AcceptOnlyFromAmong("node");
        command.SetAction(result => InvokeAsync(stop => result.GetValue(OnlySmoke)
            ? Smoke.RunAsync(Console.Out, stop)
            : new FanoutRun(Options(result), Console.Out).RunAsync(stop)));
        return command;
    }

    /// <summary>Measures until somebody asks to end.</summary>
    /// <returns>The exit code: 1 when something did not arrive or arrived where it should not; 2 when the measurement could not be made.</returns>
    public static async Task<int> InvokeAsync(Func<CancellationToken, Task<bool>> measure)
    {
        if (!OperatingSystem.IsLinux())
        {
            Console.Error.WriteLine("This measurement needs Linux: its load client is a loop over epoll, and CPU and memory are read from /proc.");
            return 2;
        }

        using var stop = new StopSignals();
        try
        {
            return await measure(stop.Token) ? 0 : 1;
        }
        catch (Exception) when (stop.Token.IsCancellationRequested)
        {
            // Ctrl-C reaches the servers as well, and how their ending is noticed first is of no interest.
            Console.Error.WriteLine("Stopped before its end; nothing can be said.");
            return 2;
        }
        catch (Exception problem) when (problem is InvalidOperationException or TimeoutException)
        {
            Console.Error.WriteLine($"The measurement could not be made: {problem.Message}");
            return 2;
        }
    }

    private static FanoutOptions Options(ParseResult result) => new(
        result.GetValue(Names) is { Length: > 0 } names ? [.. Scenarios.All.Where(scenario => names.Contains(scenario.Name))] : Scenarios.All,
        Math.Max(1, result.GetValue(Runs)),
        result.GetValue(Peer) is null ? [ServerKind.Live] : [ServerKind.Live, ServerKind.Node],
        Pin: !result.GetValue(Free));
}
