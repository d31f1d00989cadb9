using System.Diagnostics;
using Benchmarks.Faults.Deploying;

namespace Benchmarks.Faults.Kinds;

/// <summary>
/// A worker is killed outright between the commit of a result and its announcement: its link to Redis is swallowed, and once
/// the database shows a result that it saved since, it is dead. Nothing changes that status again, so only the sweep can tell of it.
/// </summary>
internal sealed record KilledBeforePublishing(TimeSpan AwayFor) : Fault("worker killed before publishing", "the busiest worker")
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
        var began = Stopwatch.GetTimestamp();
        var worker = await WaitForAsync(began, () => FindBusiestAsync(scene.Deployment, cancellationToken), cancellationToken);
        worker.Redis.Swallows = true;
        var before = await FinishedAsync(scene.Deployment, worker, cancellationToken);
        await WaitForAsync(
            began, async () => (await FinishedAsync(scene.Deployment, worker, cancellationToken)).Except(before).FirstOrDefault(), cancellationToken);
        await worker.KillAsync();
        worker.Redis.Swallows = false;
        await LastAsync(AwayFor, cancellationToken);
        worker.Launch();
    }

    private static async Task<RunningProgram?> FindBusiestAsync(Deployment deployment, CancellationToken cancellationToken)
    {
        var running = (await deployment.Database.ReadAsync(cancellationToken)).Where(status => status.State == "processing").ToList();
        return deployment.Workers
            .Where(worker => running.Any(status => IsHeldBy(status, worker)))
            .MaxBy(worker => running.Count(status => IsHeldBy(status, worker)));
    }

    private static async Task<IEnumerable<StoredStatus>> FinishedAsync(Deployment deployment, RunningProgram worker, CancellationToken cancellationToken) =>
        (await deployment.Database.ReadAsync(cancellationToken)).Where(status => status.IsFinal && IsHeldBy(status, worker));

    private static bool IsHeldBy(StoredStatus status, RunningProgram worker) => status.Worker?.StartsWith($"{worker.Name}/", StringComparison.Ordinal) == true;

    private static async Task<T> WaitForAsync<T>(long began, Func<Task<T?>> look, CancellationToken cancellationToken)
        where T : class
    {
        using var timer = new PeriodicTimer(LookInterval);
        while (true)
        {
            if (await look() is { } found)
                return found;
            if (Stopwatch.GetElapsedTime(began) > Patience)
                throw new InvalidOperationException(
                    $"No worker has finished anything for {Patience.TotalSeconds:0} s, so none could be killed before it publishes that. Give them more to do with --videos.");
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }
}
