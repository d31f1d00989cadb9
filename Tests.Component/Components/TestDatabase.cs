using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Pipeline.Storage.Sqlite;
using Tests.Fixtures;

namespace Tests.Component.Components;

/// <summary>A database file of a test's own: a copy of one that is migrated once, because the migration is what takes time.</summary>
internal sealed class TestDatabase : IDisposable
{
    private static readonly Lazy<byte[]> Migrated = new(Migrate);

    private readonly TemporaryFolder folder = new();

    public TestDatabase() => File.WriteAllBytes(folder.File("live.db"), Migrated.Value);

    public string ConnectionString => $"Data Source={folder.File("live.db")}";

    public void Dispose()
    {
        // The provider keeps closed connections open for the next one; they would hold the file beyond the test.
        using var pooled = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(pooled);
        folder.Dispose();
    }

    private static byte[] Migrate()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("migrated.db");
        using (var database = new SqliteDbContext(new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite($"Data Source={file};Pooling=False").Options))
            database.Database.Migrate();
        return File.ReadAllBytes(file);
    }
}
