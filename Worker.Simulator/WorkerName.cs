using Microsoft.Extensions.Options;

namespace Worker.Simulator;

/// <summary>What this worker is called, in leases, in presence and on pages.</summary>
public sealed class WorkerName(IOptions<SimulatorOptions> options)
{
    /// <summary>The name.</summary>
    public string Value { get; } = options.Value.Name ?? $"simulator-{Environment.MachineName.ToLowerInvariant()}-{Environment.ProcessId}";
}
