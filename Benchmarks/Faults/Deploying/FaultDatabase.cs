using System.Data.Common;
using System.Diagnostics;

namespace Benchmarks.Faults.Deploying;

/// <summary>The database of a run: where it is, what stands in it, and how to lock or end it.</summary>
internal abstract class FaultDatabase : IAsyncDisposable
{
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestAway = TimeSpan.FromSeconds(30); // a restart takes a few seconds; what takes longer is no fault of the run's

    /// <summary>What it is called in the report.</summary>
    public abstract string Name { get; }

    /// <summary>The value for <c>ConnectionStrings:Database</c>.</summary>
    public abstract string Address { get; }

    /// <summary>Makes it usable; the first program that starts makes the tables.</summary>
    public abstract Task StartAsync();

    /// <summary>Ends its server at once; <see cref="StartAsync"/> starts it again with what was committed.</summary>
    /// <exception cref="NotSupportedException">It has none.</exception>
    public abstract Task CrashAsync();

    /// <summary>Holds the lock that no writer of statuses gets past.</summary>
    public async Task LockAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        foreach (var statement in LockStatements)
            await ExecuteAsync(connection, statement);
        await Task.Delay(duration, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ExecuteAsync(connection, "ROLLBACK");
    }

    /// <summary>Every status as it is stored now; while the database is away, once it is back.</summary>
    /// <exception cref="DbException">It does not come back.</exception>
    public async Task<IReadOnlyList<StoredStatus>> ReadAsync(CancellationToken cancellationToken)
    {
        for (var began = Stopwatch.GetTimestamp(); ; await Task.Delay(ReadAgainAfter, cancellationToken))
        {
            try
            {
                return await ReadOnceAsync(cancellationToken);
            }
            catch (DbException) when (Stopwatch.GetElapsedTime(began) < LongestAway)
            {
                continue; // it is being restarted
            }
        }
    }

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>What begins a transaction that keeps writers out.</summary>
    protected abstract IReadOnlyList<string> LockStatements { get; }

    /// <summary>A connection that is not opened yet.</summary>
    protected abstract DbConnection Connect();

    private async Task<IReadOnlyList<StoredStatus>> ReadOnceAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = """SELECT "VideoId", "Kind", "Language", "State", "Revision", "Worker" FROM statuses""";
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var statuses = new List<StoredStatus>();
        while (await rows.ReadAsync(cancellationToken))
        {
            statuses.Add(new StoredStatus(
                new StatusName(rows.GetString(0), rows.GetString(1), rows.GetString(2)),
                rows.GetString(3).ToLowerInvariant(),
                rows.GetInt64(4),
                rows.IsDBNull(5) ? null : rows.GetString(5)));
        }

        return statuses;
    }

    private async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = Connect();
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private static async Task ExecuteAsync(DbConnection connection, string statement)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
