using Benchmarks.Faults.Traffic;

namespace Benchmarks.Faults.Kinds;

/// <summary>Redis cuts every connection that has subscribed, as it does with one that reads too slowly (<c>CLIENT KILL TYPE pubsub</c>).</summary>
internal sealed record SubscribersCut() : Fault("subscribers cut", "redis")
{
    /// <inheritdoc/>
    public override Task StrikeAsync(Scene scene, CancellationToken cancellationToken) =>
        RedisCommand.SendAsync(scene.Deployment.Redis.Port, ["CLIENT", "KILL", "TYPE", "pubsub"]);
}
