using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Pipeline.Redis;
using Xunit;

namespace Tests.Component.Redis;

/// <summary>A process that stops before it has found Redis.</summary>
public sealed class StoppingWhileAway
{
    [Fact]
    public async Task Attempt_to_connect_is_not_waited_for_and_ends_closed()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start(); // accepts, and answers nothing
        var redis = new RedisConnection(RedisAddress.Parse(silent.LocalEndpoint.ToString()!), NullLogger<RedisConnection>.Instance);
        var opening = redis.OpenAsync(TestContext.Current.CancellationToken);

        await redis.DisposeAsync();

        Assert.False(opening.IsCompleted);
        var link = await opening;
        Assert.False(link.IsUsable);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => redis.OpenAsync(TestContext.Current.CancellationToken));
    }
}
