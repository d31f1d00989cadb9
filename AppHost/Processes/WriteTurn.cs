using Microsoft.Data.Sqlite;

namespace AppHost.Processes;

/// <summary>
/// The turn to write to the SQLite file that all programs of a run share. A process that is stopped while it has the turn keeps it, and
/// nobody could write until it goes on: not even the app that is to end its leases. So who stops a process has the turn meanwhile.
/// </summary>
internal sealed class WriteTurn : IDisposable
{
    // Others have it for milliseconds. Taken and looked after within what the app waits for an answer.
    private const int Patience = 1; // seconds

    private readonly SqliteConnection connection;

    private WriteTurn(SqliteConnection connection) => this.connection = connection;

    /// <summary>Waits for the turn.</summary>
    /// <returns>The turn; null when it was not to be had in time.</returns>
    public static WriteTurn? TryTake(string connectionString)
    {
        var address = new SqliteConnectionStringBuilder(connectionString) { Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = Patience };
        var connection = new SqliteConnection(address.ConnectionString);
        try
        {
            connection.Open();
            connection.BeginTransaction(deferred: false);
            return new(connection);
        }
        catch (SqliteException)
        {
            connection.Dispose();
            return null;
        }
    }

    /// <summary>Gives it to the next one; nothing was written.</summary>
    public void Dispose() => connection.Dispose();
}
