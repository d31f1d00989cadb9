namespace Benchmarks.Faults.Kinds;

/// <summary>Somebody holds a lock that no writer gets past (on PostgreSQL no reader either).</summary>
internal sealed record DatabaseLocked(TimeSpan Duration) : Fault("database locked", "database")
{
    /// <inheritdoc/>
    public override TimeSpan Lasts => Duration;

    /// <inheritdoc/>
    public override Task StrikeAsync(Scene scene, CancellationToken cancellationToken) =>
        scene.Deployment.Database.LockAsync(Duration, cancellationToken);
}
