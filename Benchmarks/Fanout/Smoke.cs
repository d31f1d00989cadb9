using Benchmarks.Fanout.Servers;
using Benchmarks.Measuring;

namespace Benchmarks.Fanout;

/// <summary>Whether everything arrives on both streams, within seconds; it times nothing.</summary>
internal static class Smoke
{
    /// <summary>Looks.</summary>
    /// <returns>Whether everything arrived where it should and nowhere else.</returns>
    public static Task<bool> RunAsync(TextWriter output, CancellationToken cancellationToken) =>
        FanoutRun.WithServerAsync(ServerKind.Live, Cores.Shared, async (server, redis) =>
        {
            var isRight = true;
            foreach (var scenario in Scenarios.Smoke)
            {
                var figures = await new Measurement(server, redis).RunAsync(scenario, cancellationToken);
                var (received, lost, twice, misrouted) = figures.Events;
                await output.WriteLineAsync(
                    $"{scenario.About}: {received} arrived, {lost} lost, {twice} twice, {misrouted} misrouted, {figures.Broken} connections broken.");
                isRight &= figures.IsRight && received > 0;
            }

            return isRight;
        });
}
