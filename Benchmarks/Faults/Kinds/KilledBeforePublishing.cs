using System.Diagnostics;
using Benchmarks.Faults.Deploying;

namespace Benchmarks.Faults.Kinds;

/// <summary>
/// A worker is killed outright between the commit of a result and its announcement: its link to Redis is swallowed, and once
/// the database shows a result that it saved since, it is dead. Nothing changes that status again, so only the sweep can tell of it.
/// </summary>
internal sealed record KilledBeforePublishing(string Target, TimeSpan AwayFor) : Fault("worker killed before publishing", Target)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public override TimeSpan Lasts => AwayFor + TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public override TimeSpan Bound => TimeSpan.FromSeconds(15); // what it had in hand besides is taken over when its leases have run out

    /// <inheritdoc/>
    public override async Task StrikeAsync(Scene scene, CancellationToken cancellationToken)
    {
        var worker = scene.Deployment[Target];
        worker.Redis.Swallows = true;
        var before = await FinishedAsync(scene.Deployment, cancellationToken);
        var began = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(LookInterval);
        while (!(await FinishedAsync(scene.Deployment, cancellationToken)).Except(before).Any())
        {
            if (Stopwatch.GetElapsedTime(began) > Patience)
                throw new InvalidOperationException($"{Target} has finished nothing for {Patience.TotalSeconds:0} s, so it could not be killed before it publishes that. Give it more to do with --videos.");
            await timer.WaitForNextTickAsync(cancellationToken);
        }

        await worker.KillAsync();
        worker.Redis.Swallows = false;
        await LastAsync(AwayFor, cancellationToken);
        worker.Launch();
    }

    private async Task<IEnumerable<(StatusName, long)>> FinishedAsync(Deployment deployment, CancellationToken cancellationToken) =>
        from status in await deployment.Database.ReadAsync(cancellationToken)
        where status.IsFinal && status.Worker?.StartsWith($"{Target}/", StringComparison.Ordinal) == true
        select (status.Name, status.Revision);
}
