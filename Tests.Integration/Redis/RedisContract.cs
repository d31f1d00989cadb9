using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Redis;

/// <summary>A class of tests that hold for each server that speaks the protocol.</summary>
/// <typeparam name="T">Which server.</typeparam>
public abstract class RedisContract<T>(BackendFixture<T> fixture) : IClassFixture<BackendFixture<T>>, IAsyncLifetime
    where T : RedisBackend, new()
{
    private readonly TemporaryFolder folder = new();

    protected T Server => fixture.Backend;

    protected string DatabaseFile => folder.File("live.db");

    public virtual ValueTask InitializeAsync()
    {
        if (Server.MissingBecause is { } reason)
            Assert.Skip(reason);
        return ValueTask.CompletedTask;
    }

    public virtual ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
