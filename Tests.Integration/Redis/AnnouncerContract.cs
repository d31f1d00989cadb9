using Pipeline.Status;
using StackExchange.Redis;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Redis;

/// <summary>What announcing promises, whichever server it goes through.</summary>
public abstract class AnnouncerContract<T>(BackendFixture<T> fixture) : RedisContract<T>(fixture)
    where T : RedisBackend, new()
{
    [Fact]
    public async Task Announcement_reaches_a_subscriber()
    {
        await using var host = await PipelineHost.StartAsync(DatabaseFile, Server.Address);
        var connection = await host.Redis.OpenAsync(TestContext.Current.CancellationToken);
        var queue = await connection.GetSubscriber().SubscribeAsync(RedisChannel.Literal("transcript:status"));

        await host.Submissions.SubmitAsync(new VideoSource("vhlwk1HcFdI", null), "en", null, TestContext.Current.CancellationToken);

        var heard = await queue.ReadAsync(TestContext.Current.CancellationToken);
        Assert.Contains("\"videoId\":\"vhlwk1HcFdI\"", (string)heard.Message!, StringComparison.Ordinal);
    }
}

public sealed class AnnouncerOnGarnet(BackendFixture<GarnetServer> fixture) : AnnouncerContract<GarnetServer>(fixture);

public sealed class AnnouncerOnRedis(BackendFixture<RedisServer> fixture) : AnnouncerContract<RedisServer>(fixture);
