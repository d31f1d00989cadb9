using Microsoft.Data.Sqlite;
using Npgsql;

namespace Pipeline.Storage;

/// <summary>Where the truth is: what <c>ConnectionStrings:Database</c> says.</summary>
/// <param name="ConnectionString">As the database's driver takes it.</param>
/// <param name="IsPostgres">PostgreSQL; else a SQLite file.</param>
public sealed record DatabaseAddress(string ConnectionString, bool IsPostgres)
{
    private const string Expected =
        "Set ConnectionStrings:Database to \"Data Source=live.db\" (a SQLite file) or \"Host=…;Database=…;Username=…\" (PostgreSQL).";

    // A process that waits longer than this for a lock has to say so on its pages. The busy timeout of SQLite is the same.
    private const int CommandTimeout = 10; // seconds
    private const int ConnectTimeout = 10; // seconds

    // A process that stands still in the middle of a transaction would keep what it locked for as long as its connection lasts. No
    // transaction waits for anything but the database, and whoever waits for such a lock gets it before the command timeout.
    private const string IdleTimeout = "idle_in_transaction_session_timeout";
    private const int IdleInTransaction = 5; // seconds

    // PostgreSQL takes 100 connections by default, from all processes together.
    private const int PoolSize = 20;

    /// <summary>Reads the address: <c>Data Source=…</c> is SQLite, <c>Host=…</c> is PostgreSQL.</summary>
    /// <exception cref="FormatException">It is not understood; the message says what to set and repeats no password.</exception>
    public static DatabaseAddress Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new FormatException("No database is configured. " + Expected);
        try
        {
            var parts = new System.Data.Common.DbConnectionStringBuilder { ConnectionString = text };
            return parts.ContainsKey("Host") || parts.ContainsKey("Server") ? Postgres(text) : Sqlite(text);
        }
        catch (ArgumentException)
        {
            throw new FormatException("The database address is not understood. " + Expected);
        }
    }

    private static DatabaseAddress Sqlite(string text)
    {
        var sqlite = new SqliteConnectionStringBuilder(text);
        return sqlite.DataSource.Length > 0
            ? new DatabaseAddress(sqlite.ConnectionString, IsPostgres: false)
            : throw new FormatException("The database address names no file. " + Expected);
    }

    private static DatabaseAddress Postgres(string text)
    {
        var given = new System.Data.Common.DbConnectionStringBuilder { ConnectionString = text };
        var postgres = new NpgsqlConnectionStringBuilder(text);
        if (string.IsNullOrEmpty(postgres.Host) || string.IsNullOrEmpty(postgres.Database))
            throw new FormatException("The database address names no host or no database. " + Expected);
        if (!given.ContainsKey("Command Timeout") && !given.ContainsKey("CommandTimeout"))
            postgres.CommandTimeout = CommandTimeout;
        if (!given.ContainsKey("Timeout"))
            postgres.Timeout = ConnectTimeout;
        if (!given.ContainsKey("Maximum Pool Size") && !given.ContainsKey("MaxPoolSize"))
            postgres.MaxPoolSize = PoolSize;
        if (!given.ContainsKey("Application Name") && !given.ContainsKey("ApplicationName"))
            postgres.ApplicationName = "live";
        if (postgres.Options?.Contains(IdleTimeout, StringComparison.Ordinal) != true)
            postgres.Options = $"{postgres.Options} -c {IdleTimeout}={IdleInTransaction}s".TrimStart();
        return new DatabaseAddress(postgres.ConnectionString, IsPostgres: true);
    }
}
