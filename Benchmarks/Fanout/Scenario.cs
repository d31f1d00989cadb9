using Benchmarks.Fanout.Load;

namespace Benchmarks.Fanout;

/// <summary>One thing that is measured: who is connected, and what is published to them.</summary>
/// <param name="Name">What it is called on the command line and in tables.</param>
/// <param name="About">What happens in it.</param>
/// <param name="Clients">How many are connected.</param>
/// <param name="Messages">How many messages are published.</param>
internal sealed record Scenario(string Name, string About, int Clients, int Messages)
{
    /// <summary>How many messages a second; null for all at once.</summary>
    public double? Rate { get; init; }

    /// <summary>How large a message is.</summary>
    public int Bytes { get; init; } = 200;

    /// <summary>Whether each client watches the video of its own number, instead of all.</summary>
    public bool OwnVideo { get; init; }

    /// <summary>How many videos the messages are about. A video each, unless otherwise: what keeps the newest alone has nothing to leave out.</summary>
    public int Videos { get; init; } = Messages;

    /// <summary>How long all are connected before anything is published.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many clients connect a second, whatever the server does; null for as fast as it answers.</summary>
    public double? OpenedPerSecond { get; init; }

    /// <summary>Whether memory is watched afterwards until it has come back.</summary>
    public bool WatchesMemory { get; init; }

    /// <summary>What is published.</summary>
    public MessagePlan Plan => new(Messages, Videos, Rate, Bytes);
}
