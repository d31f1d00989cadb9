using System.Globalization;

namespace Benchmarks.Faults.Kinds;

/// <summary>The clock of a worker is set to another time, and stays there.</summary>
internal sealed record ClockJumped(string Target, TimeSpan Offset) : Fault("worker's clock jumped", Target)
{
    /// <inheritdoc/>
    public override Task StrikeAsync(Scene scene, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(scene.Deployment.ClockFile(Target), Offset.TotalSeconds.ToString(CultureInfo.InvariantCulture), CancellationToken.None);
}
