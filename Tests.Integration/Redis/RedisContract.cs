using StackExchange.Redis;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Redis;

/// <summary>Tests that hold for every server that Live can be given. Each has a subclass for redis-server and one for Garnet.</summary>
/// <typeparam name="T">Which server.</typeparam>
public abstract class RedisContract<T>(BackendFixture<T> fixture) : StoreTest, IClassFixture<BackendFixture<T>>, IAsyncLifetime
    where T : RedisBackend, new()
{
    protected T Server => fixture.Backend;

    public ValueTask InitializeAsync()
    {
        if (Server.MissingBecause is { } reason)
            Assert.Skip(reason);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A host whose connection to the class's server is usable.</summary>
    protected Task<PipelineHost> StartConnectedAsync(params (string Key, string Value)[] settings) => StartConnectedAsync(Server.Address, settings);

    /// <summary>A host whose connection is usable.</summary>
    protected async Task<PipelineHost> StartConnectedAsync(string redis, params (string Key, string Value)[] settings)
    {
        var host = await PipelineHost.StartAsync(DatabaseFile, redis, settings);
        await Wait.For(() => host.Redis.Usable is not null, "the connection to Redis");
        return host;
    }

    /// <summary>Hears a channel by a connection of its own, as another program would.</summary>
    protected static async Task<(ConnectionMultiplexer Connection, ChannelMessageQueue Messages)> HearAsync(RedisBackend server, string channel)
    {
        var connection = await ConnectionMultiplexer.ConnectAsync(server.Address);
        return (connection, await connection.GetSubscriber().SubscribeAsync(RedisChannel.Literal(channel)));
    }

    /// <summary>The next message; one that does not come fails the test instead of holding it up.</summary>
    protected static Task<ChannelMessage> NextAsync(ChannelMessageQueue messages) => messages.ReadAsync(Cancel).AsTask().WaitAsync(Wait.Patience, Cancel);
}
