namespace Benchmarks.Faults.Kinds;

/// <summary>Redis ends and comes back with nothing in it.</summary>
internal sealed record RedisRestarted(TimeSpan AwayFor) : Fault("redis restarted empty", "redis")
{
    /// <inheritdoc/>
    public override TimeSpan Lasts => AwayFor;

    /// <inheritdoc/>
    public override async Task StrikeAsync(Scene scene, CancellationToken cancellationToken)
    {
        await scene.Deployment.Redis.StopAsync();
        await LastAsync(AwayFor, cancellationToken);
        await scene.Deployment.Redis.StartAsync();
    }
}
