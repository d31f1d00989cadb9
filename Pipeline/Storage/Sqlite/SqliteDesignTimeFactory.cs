using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Pipeline.Storage.Sqlite;

/// <summary>
/// What <c>dotnet ef migrations add NAME --project Pipeline --context SqliteDbContext --output-dir Storage/Sqlite/Migrations</c>
/// builds the model with.
/// </summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteDbContext>
{
    public SqliteDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite("Data Source=design.db").Options);
}
