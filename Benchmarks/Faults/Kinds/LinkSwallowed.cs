namespace Benchmarks.Faults.Kinds;

/// <summary>
/// What an app or a worker sends to Redis, and what Redis sends to it, is swallowed while both believe that they are connected.
/// Afterwards a new connection works; the old one never does again.
/// </summary>
internal sealed record LinkSwallowed(string Kind, string Target, TimeSpan Duration) : Fault(Kind, Target)
{
    /// <inheritdoc/>
    public override TimeSpan Lasts => Duration;

    /// <inheritdoc/>
    public override TimeSpan CalmAfter => Bound + TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public override async Task StrikeAsync(Scene scene, CancellationToken cancellationToken)
    {
        var program = scene[Target];
        program.Redis.Swallows = true;
        await LastAsync(Duration, cancellationToken);
        program.Redis.Swallows = false;
    }
}
