namespace Benchmarks.Faults.Kinds;

/// <summary>An app or a worker is stopped where it stands (SIGSTOP) and goes on later as if nothing had happened.</summary>
internal sealed record ProgramPaused(string Kind, string Target, TimeSpan Duration, TimeSpan Limit) : Fault(Kind, Target)
{
    /// <inheritdoc/>
    public override TimeSpan Lasts => Duration;

    /// <inheritdoc/>
    public override TimeSpan Bound => Limit;

    /// <inheritdoc/>
    public override async Task StrikeAsync(Scene scene, CancellationToken cancellationToken)
    {
        var program = scene[Target];
        program.Pause();
        await LastAsync(Duration, cancellationToken);
        program.Resume();
    }
}
