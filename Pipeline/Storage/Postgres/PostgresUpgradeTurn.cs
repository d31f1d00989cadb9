using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Pipeline.Storage.Postgres;

/// <summary>
/// A process's turn to upgrade a PostgreSQL database, which is made when it is missing. The migrations take turns by themselves
/// once their history exists; of several processes that make the history at once, all but one fail.
/// </summary>
internal sealed class PostgresUpgradeTurn(NpgsqlConnection connection) : IAsyncDisposable
{
    private const long Key = 0x6c697665; // "live"

    /// <summary>Waits for the turn.</summary>
    public static async Task<IAsyncDisposable> TakeAsync(PostgresDbContext database, CancellationToken cancellationToken)
    {
        await CreateMissingAsync(database, cancellationToken);
        // Not pooled: the lock is the session's, and must end with it.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.Database.GetConnectionString()) { Pooling = false, CommandTimeout = 120 }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT pg_advisory_lock(@key)", connection) { Parameters = { new("key", Key) } };
        await command.ExecuteNonQueryAsync(cancellationToken);
        return new PostgresUpgradeTurn(connection);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static async Task CreateMissingAsync(PostgresDbContext database, CancellationToken cancellationToken)
    {
        var creator = database.GetService<IRelationalDatabaseCreator>();
        if (await creator.ExistsAsync(cancellationToken))
            return;
        try
        {
            await creator.CreateAsync(cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another process that starts at this moment was first, which is as good.
        }
    }
}
