namespace Benchmarks.Fanout;

/// <summary>What one run of a scenario brought.</summary>
internal sealed record Figures
{
    /// <summary>How many events arrived, were lost, came twice, and came to a client that does not watch that video.</summary>
    public required (long Received, long Lost, long Twice, long Misrouted) Events { get; init; }

    /// <summary>How many connections failed or were closed by the server.</summary>
    public required int Broken { get; init; }

    /// <summary>From the first message's sending to the last event's arrival.</summary>
    public required TimeSpan Delivering { get; init; }

    /// <summary>From sending to arriving: half, ninety-nine of a hundred, and all took no longer.</summary>
    public required Spread Latency { get; init; }

    /// <summary>From opening a connection to the first byte of the answer.</summary>
    public required Spread FirstByte { get; init; }

    /// <summary>What the server's processes used meanwhile.</summary>
    public required TimeSpan ServerCpu { get; init; }

    /// <summary>What load client, publisher and Redis used of their core while events were delivered (or, in a storm, connections made), 0 to 1.</summary>
    public required double LoadShare { get; init; }

    /// <summary>What a connected client that gets nothing takes of the server's memory, in bytes.</summary>
    public required double IdleClient { get; init; }

    /// <summary>The server's memory with all connected, at most while events were delivered, and afterwards, in bytes.</summary>
    public required (long Idle, long Peak, long After) Resident { get; init; }

    /// <summary>How long after the last event memory was back within a fifth of what it was before; null when it was not while it was watched.</summary>
    public required TimeSpan? MemoryBack { get; init; }

    /// <summary>How many events a second were delivered.</summary>
    public double PerSecond => Events.Received / Math.Max(Delivering.TotalSeconds, 1e-6);

    /// <summary>What the server used for one delivery, in microseconds.</summary>
    public double CpuPerDelivery => ServerCpu.TotalMicroseconds / Math.Max(1, Events.Received);

    /// <summary>Whether every client got everything that it watches and nothing else.</summary>
    public bool IsRight => Events is { Lost: 0, Misrouted: 0 } && Broken == 0;

    /// <summary>What was not right, in words; null when everything was.</summary>
    public string? Trouble => IsRight
        ? null
        : FormattableString.Invariant($"{Events.Received:N0} arrived, {Events.Lost:N0} lost, {Events.Misrouted:N0} misrouted, {Broken:N0} connections broken");
}
