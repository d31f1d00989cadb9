namespace Benchmarks.Faults.Kinds;

/// <summary>The server of the database ends in the middle of whatever it does (<c>pg_ctl stop -m immediate</c>), and comes back with what was committed.</summary>
internal sealed record DatabaseRestarted(TimeSpan AwayFor) : Fault("database restarted", "database")
{
    /// <inheritdoc/>
    public override TimeSpan Lasts => AwayFor;

    /// <inheritdoc/>
    public override async Task StrikeAsync(Scene scene, CancellationToken cancellationToken)
    {
        await scene.Deployment.Database.CrashAsync();
        await LastAsync(AwayFor, cancellationToken);
        await scene.Deployment.Database.StartAsync();
    }
}
