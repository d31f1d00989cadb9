namespace Benchmarks.Fanout.Load;

/// <summary>Who connects, and to what.</summary>
/// <param name="Port">Where the server listens, on the loopback.</param>
/// <param name="Clients">How many connect.</param>
/// <param name="PathOf">What the client of that number asks for.</param>
/// <param name="ReadyMark">How the line begins by which the server says that nothing is missed from here on.</param>
/// <param name="OpenedPerSecond">How many connect a second, whether or not the server keeps up; null for as fast as it answers.</param>
internal sealed record LoadPlan(int Port, int Clients, Func<int, string> PathOf, byte[] ReadyMark, double? OpenedPerSecond);
