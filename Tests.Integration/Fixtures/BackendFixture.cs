using Xunit;

namespace Tests.Fixtures;

/// <summary>One server for the tests of a class, which run one after the other.</summary>
/// <typeparam name="T">Which server.</typeparam>
public sealed class BackendFixture<T> : IAsyncLifetime
    where T : RedisBackend, new()
{
    /// <summary>The server.</summary>
    public T Backend { get; } = new();

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => await Backend.StartAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Backend.DisposeAsync();
}
