using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Pipeline.Storage;
using Pipeline.Storage.Postgres;
using Pipeline.Storage.Sqlite;

namespace Tests.Integration.Storage;

/// <summary>How the database goes about each query that is sent to it, asked just before it is, in the same transaction and with the same settings.</summary>
/// <param name="explain">What to put before a query to get its plan.</param>
public sealed class RecordedPlans(string explain) : DbCommandInterceptor
{
    private readonly ConcurrentQueue<(string Query, string Plan)> taken = new();

    /// <summary>The plans so far, each with its query.</summary>
    public IReadOnlyCollection<(string Query, string Plan)> Taken => taken;

    /// <summary>Contexts of a SQLite file, each query of which is recorded.</summary>
    public IDbContextFactory<LiveDbContext> OfSqlite(string address)
    {
        var options = new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite(address).AddInterceptors(this).Options;
        return new Contexts(() => new SqliteDbContext(options));
    }

    /// <summary>Contexts of a PostgreSQL database, each query of which is recorded.</summary>
    public IDbContextFactory<LiveDbContext> OfPostgres(string address)
    {
        var options = new DbContextOptionsBuilder<PostgresDbContext>().UseNpgsql(address).AddInterceptors(this).Options;
        return new Contexts(() => new PostgresDbContext(options));
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        var query = command.CommandText;
        command.CommandText = $"{explain} {query}";
        var lines = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
                lines.Add(reader.GetString(reader.FieldCount - 1));
        }

        command.CommandText = query;
        taken.Enqueue((query, string.Join('\n', lines)));
        return result;
    }

    private sealed class Contexts(Func<LiveDbContext> open) : IDbContextFactory<LiveDbContext>
    {
        public LiveDbContext CreateDbContext() => open();
    }
}
