namespace Benchmarks.Faults.Kinds;

/// <summary>An app or a worker is killed outright (SIGKILL) and started again. The fault ends when it is started again, long before it serves again.</summary>
internal sealed record ProgramKilled(string Kind, string Target, TimeSpan AwayFor) : Fault(Kind, Target)
{
    /// <inheritdoc/>
    public override TimeSpan Lasts => AwayFor;

    /// <inheritdoc/>
    public override TimeSpan Bound => TimeSpan.FromSeconds(15); // its leases have to run out, or it has to come up

    /// <inheritdoc/>
    public override async Task StrikeAsync(Scene scene, CancellationToken cancellationToken)
    {
        var program = scene[Target];
        await program.KillAsync();
        await LastAsync(AwayFor, cancellationToken);
        program.Launch();
    }
}
