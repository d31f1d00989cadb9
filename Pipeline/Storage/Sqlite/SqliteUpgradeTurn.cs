using System.Diagnostics;

namespace Pipeline.Storage.Sqlite;

/// <summary>
/// A process's turn to upgrade a SQLite file. The migrations take turns by a lock inside the database, but making the file and
/// switching it to WAL comes before that: of two processes that did so at once, one was told that the file is read-only.
/// </summary>
internal static class SqliteUpgradeTurn
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Waits for the turn; disposing what is returned ends it. The operating system ends it with the process.</summary>
    /// <param name="file">The database file. The lock is a file beside it, which stays: removing it would let two take it at once.</param>
    /// <param name="cancellationToken">Abandons the wait.</param>
    /// <exception cref="IOException">The folder does not exist, or another process has held the lock for two minutes.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write to the folder.</exception>
    public static async Task<IAsyncDisposable> TakeAsync(string file, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(file + "-upgrade", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException exception) when (
                exception is not (DirectoryNotFoundException or PathTooLongException) && Stopwatch.GetElapsedTime(began) < Patience)
            {
                await Task.Delay(Between, cancellationToken);
            }
        }
    }
}
