using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Pipeline.Storage.Postgres;

/// <summary>
/// What <c>dotnet ef migrations add NAME --project Pipeline --context PostgresDbContext --output-dir Storage/Postgres/Migrations</c>
/// builds the model with.
/// </summary>
internal sealed class PostgresDesignTimeFactory : IDesignTimeDbContextFactory<PostgresDbContext>
{
    public PostgresDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresDbContext>().UseNpgsql("Host=design").Options);
}
