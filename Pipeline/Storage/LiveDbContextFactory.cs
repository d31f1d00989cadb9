using Microsoft.EntityFrameworkCore;

namespace Pipeline.Storage;

/// <summary>Hands out the contexts of the configured database to those who need not know which it is.</summary>
internal sealed class LiveDbContextFactory<T>(IDbContextFactory<T> contexts) : IDbContextFactory<LiveDbContext>
    where T : LiveDbContext
{
    public LiveDbContext CreateDbContext() => contexts.CreateDbContext();

    public async Task<LiveDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
        await contexts.CreateDbContextAsync(cancellationToken);
}
