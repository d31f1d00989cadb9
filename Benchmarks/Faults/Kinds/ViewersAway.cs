namespace Benchmarks.Faults.Kinds;

/// <summary>Every other viewer loses its connection, as a train does in a tunnel, and comes back later to the other app.</summary>
internal sealed record ViewersAway(TimeSpan AwayFor) : Fault("viewers away", "viewers")
{
    /// <inheritdoc/>
    public override TimeSpan Lasts => AwayFor;

    /// <inheritdoc/>
    public override async Task StrikeAsync(Scene scene, CancellationToken cancellationToken)
    {
        foreach (var viewer in scene.Audience.Viewers.Where((_, index) => index % 2 == 0))
            viewer.Leave(AwayFor);
        await LastAsync(AwayFor, cancellationToken);
    }
}
