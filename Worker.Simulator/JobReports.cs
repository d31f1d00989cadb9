using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Jobs;
using Pipeline.Status;

namespace Worker.Simulator;

/// <summary>
/// What a worker says about the job it has in hand, said again until the database takes it: a restart of the database costs a
/// pause and no attempt. It does not go on for ever: a worker that has lost the job learns it by the first word that gets through.
/// </summary>
public sealed partial class JobReports(JobQueue jobs, IOptions<HostOptions> host, TimeProvider clock, ILogger<JobReports> logger)
{
    // Far shorter than a lease: who watches the leases is back at the same moment.
    private static readonly TimeSpan AgainAfter = TimeSpan.FromMilliseconds(500);

    private int unheard;

    /// <inheritdoc cref="JobQueue.RenewAsync"/>
    public Task<LeaseState> RenewAsync(Job job, CancellationToken stopping) =>
        SayAsync(() => jobs.RenewAsync(job, stopping), stopping);

    /// <inheritdoc cref="JobQueue.ReportAsync"/>
    public Task<LeaseState> ReportAsync(Job job, JobProgress progress, CancellationToken stopping) =>
        SayAsync(() => jobs.ReportAsync(job, progress, stopping), stopping);

    /// <inheritdoc cref="JobQueue.CompleteAsync(Job, string, CancellationToken)"/>
    /// <param name="stopping">Ends the repeating; what is under way is not abandoned, because the work is done.</param>
    public Task<bool> CompleteAsync(Job job, string result, CancellationToken stopping) =>
        SayAsync(() => jobs.CompleteAsync(job, result, CancellationToken.None), stopping);

    /// <inheritdoc cref="JobQueue.FailAsync"/>
    /// <param name="stopping">Ends the repeating; what is under way is not abandoned.</param>
    public Task<bool> FailAsync(Job job, StatusError error, CancellationToken stopping) =>
        SayAsync(() => jobs.FailAsync(job, error, CancellationToken.None), stopping);

    /// <inheritdoc cref="JobQueue.ConfirmCancelledAsync"/>
    /// <param name="stopping">Ends the repeating; what is under way is not abandoned.</param>
    public Task<bool> ConfirmCancelledAsync(Job job, CancellationToken stopping) =>
        SayAsync(() => jobs.ConfirmCancelledAsync(job, CancellationToken.None), stopping);

    /// <summary>Gives the job back because the process is stopping, and tries no longer than the host waits for that.</summary>
    /// <returns><see langword="false"/> when the claim was lost.</returns>
    /// <exception cref="OperationCanceledException">The database did not take it in time.</exception>
    public async Task<bool> ReleaseAsync(Job job)
    {
        using var limit = new CancellationTokenSource(host.Value.ShutdownTimeout, clock);
        try
        {
            return await SayAsync(() => jobs.ReleaseAsync(job, limit.Token), limit.Token);
        }
        catch (OperationCanceledException)
        {
            LogNotGivenBack(job.Key);
            throw;
        }
    }

    private async Task<T> SayAsync<T>(Func<Task<T>> say, CancellationToken cancellationToken)
    {
        try
        {
            return await say();
        }
        catch (DbException exception)
        {
            // Several jobs are in hand and all of them meet the same outage.
            if (Interlocked.Increment(ref unheard) == 1)
                LogAway(exception.Message);
        }

        try
        {
            return await SayAgainAsync(say, cancellationToken);
        }
        finally
        {
            if (Interlocked.Decrement(ref unheard) == 0 && !cancellationToken.IsCancellationRequested)
                LogBack();
        }
    }

    private async Task<T> SayAgainAsync<T>(Func<Task<T>> say, CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(AgainAfter, clock, cancellationToken);
            try
            {
                return await say();
            }
            catch (DbException exception)
            {
                LogStillAway(exception.Message);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The database does not answer. The jobs in hand are kept and go on when it does: {Reason}")]
    private partial void LogAway(string reason);

    [LoggerMessage(LogLevel.Debug, "The database still does not answer: {Reason}")]
    private partial void LogStillAway(string reason);

    [LoggerMessage(LogLevel.Information, "The database answers again; the jobs in hand go on")]
    private partial void LogBack();

    [LoggerMessage(LogLevel.Warning, "Could not give {Key} back because the database does not answer; it is taken over when its lease ends")]
    private partial void LogNotGivenBack(StatusKey key);
}
