using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace AppHost.Options;

/// <summary>The database every program of this run uses.</summary>
/// <param name="ConnectionString">As the programs take it, a SQLite file as a full path.</param>
/// <param name="Display">As a person may read it, without credentials.</param>
/// <param name="IsSqlite">A SQLite file; else PostgreSQL.</param>
internal sealed record DatabaseSetting(string ConnectionString, string Display, bool IsSqlite)
{
    /// <summary>The database when nothing else is asked for: the file that every program of the repository means.</summary>
    public static DatabaseSetting Default => Parse("Data Source=live.db", BuildPaths.Top);

    /// <summary>Reads a connection string; a relative SQLite file is one below <paramref name="folder"/>.</summary>
    /// <exception cref="FormatException">It is none that Live can use; the message says why.</exception>
    public static DatabaseSetting Parse(string text, string folder)
    {
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = text };
            return parts.ContainsKey("Host") || parts.ContainsKey("Server")
                ? Postgres(text, new NpgsqlConnectionStringBuilder(text))
                : Sqlite(new SqliteConnectionStringBuilder(text), folder);
        }
        catch (ArgumentException)
        {
            throw new FormatException(
                "The database is not understood: write \"Data Source=live.db\" for a SQLite file or \"Host=…;Database=…\" for PostgreSQL.");
        }
    }

    private static DatabaseSetting Postgres(string text, NpgsqlConnectionStringBuilder postgres) =>
        string.IsNullOrEmpty(postgres.Database)
            ? throw new FormatException("The database of PostgreSQL has no name: write \"Host=…;Database=…\"; it is made when it is missing.")
            : new(text, $"PostgreSQL at {postgres.Host}:{postgres.Port}/{postgres.Database}", IsSqlite: false);

    private static DatabaseSetting Sqlite(SqliteConnectionStringBuilder sqlite, string folder)
    {
        if (sqlite.DataSource.Length == 0 || sqlite.DataSource == ":memory:" || sqlite.Mode == SqliteOpenMode.Memory)
            throw new FormatException(
                "The database must be a file, because several programs share it: write for example \"Data Source=live.db\".");
        if (sqlite.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
            throw new FormatException("The database must be a plain path, not a file: address: write for example \"Data Source=live.db\".");

        sqlite.DataSource = Path.GetFullPath(sqlite.DataSource, folder);
        return Directory.Exists(Path.GetDirectoryName(sqlite.DataSource))
            ? new(sqlite.ConnectionString, sqlite.DataSource, IsSqlite: true)
            : throw new FormatException($"The folder of the database {sqlite.DataSource} does not exist: create it or name another file.");
    }
}
