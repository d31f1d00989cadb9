using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Pipeline.Jobs;
using Pipeline.Redis;
using Pipeline.Status;
using Pipeline.Storage;
using StackExchange.Redis;

namespace BlazorApp.Status;

/// <summary>Looks every second whether the live path is whole, and tells whoever watches when that changed.</summary>
public sealed partial class LiveHealth(
    RedisConnection redis,
    StatusListener listener,
    ListenerProbe probe,
    ListenerCounters counters,
    VideoStore store,
    WorkerPresence presence,
    IOptions<JobOptions> jobs,
    TimeProvider clock,
    ILogger<LiveHealth> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // What does not answer within this is away, as far as a page is concerned; the report must not grow old while it waits.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private ImmutableList<Func<Task>> watchers = [];
    private Task<long>? asked;

    /// <summary>The latest report. Before the first look it is that of a process that has just started and hears nothing yet.</summary>
    public HealthReport Report { get; private set; } =
        new() { RedisReachable = true, Hearing = true, DatabaseReachable = true, Subscriptions = 0 };

    /// <summary>Whether there has been a first look; until then the process is not ready.</summary>
    public bool HasLooked { get; private set; }

    /// <summary>Calls back whenever <see cref="Report"/> changes, until disposed.</summary>
    public IDisposable Watch(Func<Task> changed)
    {
        ImmutableInterlocked.Update(ref watchers, list => list.Add(changed));
        return new Registration(() => ImmutableInterlocked.Update(ref watchers, list => list.Remove(changed)));
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            var report = await LookAsync(stoppingToken);
            var changed = !report.Equals(Report) || !HasLooked;
            Report = report;
            HasLooked = true;
            if (changed)
                await TellAsync();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<HealthReport> LookAsync(CancellationToken cancellationToken)
    {
        var hears = probe.Hears;
        var (database, workers) = (DatabaseAnswersAsync(cancellationToken), ListWorkersAsync(cancellationToken));
        return new HealthReport
        {
            RedisReachable = redis.Usable is not null,
            Hearing = hears && listener.Subscriptions == StatusKind.All.Count,
            Subscriptions = listener.Subscriptions,
            DatabaseReachable = await database,
            SilentSince = hears ? null : counters.LastProbe,
            Workers = await workers,
        };
    }

    private async Task<bool> DatabaseAnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            // On a thread of its own, because SQLite makes the caller wait where another program holds the file, for ten seconds and more;
            // and never a second one beside it.
            asked ??= Task.Run(() => store.GetRevisionAsync(cancellationToken), cancellationToken);
            await asked.WaitAsync(Patience, clock, cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is System.Data.Common.DbException or TimeoutException)
        {
            LogDatabase(exception.Message);
            return false;
        }
        finally
        {
            if (asked is { IsCompleted: true })
                asked = null;
        }
    }

    private async Task<IReadOnlyList<string>?> ListWorkersAsync(CancellationToken cancellationToken)
    {
        try
        {
            var workers = await presence.ListAsync().WaitAsync(Patience, clock, cancellationToken);
            // A Redis that was restarted has forgotten them all; until each has had its turn to say so, nobody knows.
            return workers is [] && redis.UsableFor < jobs.Value.PresenceInterval + Interval ? null : workers;
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException)
        {
            LogWorkers(exception.Message);
            return null;
        }
    }

    private async Task TellAsync()
    {
        foreach (var watcher in watchers)
        {
            try
            {
                await watcher();
            }
            catch (Exception exception)
            {
                LogNotTold(exception);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The database does not answer: {Reason}")]
    private partial void LogDatabase(string reason);

    [LoggerMessage(LogLevel.Debug, "The workers could not be listed: {Reason}")]
    private partial void LogWorkers(string reason);

    [LoggerMessage(LogLevel.Warning, "A page could not be told of a change in connectivity")]
    private partial void LogNotTold(Exception exception);

    private sealed class Registration(Action end) : IDisposable
    {
        public void Dispose() => Interlocked.Exchange(ref end!, null!)?.Invoke();
    }
}
