namespace Benchmarks.Fanout;

/// <summary>What the command line asks for.</summary>
/// <param name="Scenarios">What is measured.</param>
/// <param name="Runs">How often, each time with new processes; medians are reported.</param>
/// <param name="Servers">On which servers, in turns.</param>
/// <param name="Pin">Whether each side gets a core for itself.</param>
internal sealed record FanoutOptions(IReadOnlyList<Scenario> Scenarios, int Runs, IReadOnlyList<ServerKind> Servers, bool Pin);
