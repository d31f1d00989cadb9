using Microsoft.Data.Sqlite;

namespace Pipeline.Storage;

/// <summary>Reads <c>ConnectionStrings:Database</c>.</summary>
public static class DatabaseAddress
{
    /// <summary>The SQLite connection string that is meant.</summary>
    /// <exception cref="FormatException">It is not understood; the message says what to set.</exception>
    public static SqliteConnectionStringBuilder Parse(string? text)
    {
        const string expected = "Set ConnectionStrings:Database to \"Data Source=live.db\" (a SQLite file).";
        if (string.IsNullOrWhiteSpace(text))
            throw new FormatException("No database is configured. " + expected);
        try
        {
            var sqlite = new SqliteConnectionStringBuilder(text);
            return sqlite.DataSource.Length > 0 ? sqlite : throw new FormatException("The database address names no file. " + expected);
        }
        catch (ArgumentException)
        {
            throw new FormatException("The database address is not understood. " + expected);
        }
    }
}
