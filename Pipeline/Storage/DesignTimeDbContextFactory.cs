using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Pipeline.Storage;

/// <summary>What <c>dotnet ef migrations add NAME --project Pipeline --output-dir Storage/Migrations</c> builds the model with.</summary>
internal sealed class DesignTimeDbContextFactory : IDesignTimeDbContextFactory<LiveDbContext>
{
    public LiveDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<LiveDbContext>().UseSqlite("Data Source=design.db").Options);
}
