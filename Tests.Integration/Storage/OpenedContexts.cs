using Microsoft.EntityFrameworkCore;
using Pipeline.Storage;

namespace Tests.Integration.Storage;

/// <summary>Makes contexts in a way of the test's own.</summary>
/// <param name="open">Makes one.</param>
public sealed class OpenedContexts(Func<LiveDbContext> open) : IDbContextFactory<LiveDbContext>
{
    public LiveDbContext CreateDbContext() => open();
}
