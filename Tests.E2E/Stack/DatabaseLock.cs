using Tests.Fixtures;

namespace Tests.E2E.Stack;

/// <summary>Holds a SQLite database in WAL mode for itself, as a program does that backs it up or repairs it: nobody else reads or writes.</summary>
public sealed class DatabaseLock : IDisposable
{
    // https://www.sqlite.org/walformat.html#locks: the write, checkpoint, recovery and five read locks.
    private const int FirstLock = 120;
    private const int Locks = 8;

    private readonly FileStream index;

    private DatabaseLock(FileStream index) => this.index = index;

    /// <summary>Takes each of the locks as soon as whoever has it lets go.</summary>
    /// <param name="file">The database.</param>
    public static async Task<DatabaseLock> TakeAsync(string file)
    {
        var index = new FileStream($"{file}-shm", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        for (var number = 0; number < Locks; number++)
            await Wait.For(() => TryTake(index, FirstLock + number), "a lock of the database");
        return new DatabaseLock(index);
    }

    /// <inheritdoc/>
    public void Dispose() => index.Dispose();

    private static bool TryTake(FileStream index, int position)
    {
        if (OperatingSystem.IsMacOS())
            throw new PlatformNotSupportedException(".NET takes no locks on parts of a file there.");
        try
        {
            index.Lock(position, 1);
            return true;
        }
        catch (IOException)
        {
            return false; // somebody reads or writes
        }
    }
}
