using Microsoft.Extensions.Logging;
using Pipeline.Redis;
using StackExchange.Redis;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Redis;

/// <summary>What the process's connection promises, whichever server it is to.</summary>
public abstract class RedisConnectionContract<T>(BackendFixture<T> fixture) : RedisContract<T>(fixture)
    where T : RedisBackend, new()
{
    [Fact]
    public async Task Process_starts_while_Redis_is_away_and_connects_when_it_comes()
    {
        await using var late = new T();
        // A server that is slow to come up is not to be taken for a silent one here.
        await using var host = await PipelineHost.StartAsync(DatabaseFile, late.Address, ("Redis:SilentAfter", "00:05:00"));
        var link = await host.Redis.OpenAsync(Cancel);
        Assert.Null(host.Redis.Usable);
        Assert.Contains(host.Log.At(LogLevel.Warning), entry => entry.Contains($"Redis at {late.Address} is away", StringComparison.Ordinal));
        await SubmitAsync(host, "while-away");
        Assert.Equal(1, host.Counters.Failed);

        await late.StartAsync();
        await Wait.For(() => host.Redis.Usable is not null, "the connection to Redis");

        Assert.Same(link, host.Redis.UsableLink);
        await SubmitAsync(host, "while-there");
        Assert.Equal(1, host.Counters.Published);
    }

    [Fact]
    public async Task Connection_heals_when_Redis_was_away_and_subscriptions_live_on()
    {
        await using var server = new T();
        await server.StartAsync();
        // A server that is slow to come up is not to be taken for a silent one here: its link would be replaced, and the subscription with it.
        await using var host = await StartConnectedAsync(server.Address, ("Redis:SilentAfter", "00:05:00"));
        var subscriber = host.Redis.Usable!.GetSubscriber();
        var channel = RedisChannel.Literal("transcript:status");
        var messages = await subscriber.SubscribeAsync(channel);
        await server.StopAsync();
        await Wait.For(() => host.Redis.Usable is null, "the loss to be noticed");
        await SubmitAsync(host, "while-away");
        Assert.Equal((0, 1), (host.Counters.Published, host.Counters.Failed));

        await server.StartAsync();

        // By what the server counts: the connection is up before the subscription has been taken.
        await Wait.For(async () => host.Redis.Usable is not null && await subscriber.PublishAsync(channel, "counting") == 1, "the subscription");
        await SubmitAsync(host, "while-back");
        await Wait.For(
            async () => ((string?)(await NextAsync(messages)).Message)!.Contains("\"while-back\"", StringComparison.Ordinal), "the news after the gap");
    }

    [Fact]
    public async Task Opening_and_starting_twice_give_the_same_connection()
    {
        await using var host = await StartConnectedAsync();

        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => host.Redis.OpenAsync(Cancel))));
        await host.Redis.StartAsync(Cancel);
        await host.Redis.StartAsync(Cancel);

        Assert.Single(opened.Distinct());
        Assert.Same(opened[0], host.Redis.UsableLink);
    }

    [Fact]
    public async Task Subscribing_again_and_again_while_Redis_is_away_ends_in_one_subscription()
    {
        await using var late = new T();
        await using var host = await PipelineHost.StartAsync(DatabaseFile, late.Address);
        var subscriber = (await host.Redis.OpenAsync(Cancel)).Subscriber;
        var channel = RedisChannel.Literal("transcript:status");
        var subscribing = subscriber.SubscribeAsync(channel, TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancel);
        await Assert.ThrowsAnyAsync<RedisException>(() => subscriber.PublishAsync(channel, "nobody"));
        Assert.False(subscribing.IsCompleted);

        await late.StartAsync();
        var messages = await subscribing;

        await Wait.For(async () => await subscriber.PublishAsync(channel, "hello") == 1, "one receiver");
        Assert.Equal("hello", (string?)(await NextAsync(messages)).Message);
    }

    [Fact]
    public async Task Address_in_redis_url_form_connects()
    {
        await using var host = await StartConnectedAsync($"redis://{Server.Address}/0");

        Assert.Equal(Server.Address, host.Redis.Address);
    }

    [Fact]
    public async Task Variable_REDIS_URL_stands_for_the_connection_string()
    {
        await using var host = await PipelineHost.StartAsync(DatabaseFile, redis: null, ("REDIS_URL", $"redis://{Server.Address}"));

        await Wait.For(() => host.Redis.Usable is not null, "the connection to Redis");
        Assert.Equal(Server.Address, host.Redis.Address);
    }
}

public sealed class RedisConnectionOnGarnet(BackendFixture<GarnetServer> fixture) : RedisConnectionContract<GarnetServer>(fixture);

public sealed class RedisConnectionOnRedis(BackendFixture<RedisServer> fixture) : RedisConnectionContract<RedisServer>(fixture);
