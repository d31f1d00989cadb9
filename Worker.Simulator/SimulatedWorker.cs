using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Jobs;

namespace Worker.Simulator;

/// <summary>Claims jobs and performs them, several at once, until the process stops; then gives back what it has in hand.</summary>
public sealed partial class SimulatedWorker(
    JobQueue jobs,
    JobPerformer performer,
    Bell bell,
    WorkerName name,
    IOptions<SimulatorOptions> options,
    TimeProvider clock,
    ILogger<SimulatedWorker> logger) : BackgroundService
{
    // The bell is usually quicker; this is for the ring that was missed.
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        LogReady(name.Value, options.Value.Concurrency, options.Value.Speed, options.Value.FailureShare, options.Value.StallShare, options.Value.Seed);
        // Each place claims under a name of its own, so that a claim says exactly which one holds it.
        return Task.WhenAll(Enumerable.Range(1, options.Value.Concurrency).Select(place => WorkAsync($"{name.Value}/{place}", stoppingToken)));
    }

    private async Task WorkAsync(string place, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var ring = bell.NextRing;
                if (await jobs.ClaimAsync(place, stopping) is { } job)
                    await performer.PerformAsync(job, stopping);
                else
                    await bell.WaitAsync(ring, LookInterval, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (DbException exception)
            {
                LogAway(place, exception.Message);
                await Task.Delay(LookInterval, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception exception)
            {
                // The job in hand is not lost: its lease ends, and somebody claims it again.
                LogInterrupted(place, exception);
                await Task.Delay(LookInterval, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(LogLevel.Information,
        "Worker {Name} is ready: {Concurrency} at once, speed {Speed}, {FailureShare:P0} fail, {StallShare:P0} stall, seed {Seed}")]
    private partial void LogReady(string name, int concurrency, double speed, double failureShare, double stallShare, int seed);

    [LoggerMessage(LogLevel.Warning, "{Place} does not reach the database and tries again: {Reason}")]
    private partial void LogAway(string place, string reason);

    [LoggerMessage(LogLevel.Error, "{Place} was interrupted and goes on with the next job")]
    private partial void LogInterrupted(string place, Exception exception);
}
