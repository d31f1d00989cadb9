using System.Reflection;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Redis;
using StackExchange.Redis;
using Tests.Fixtures;
using Xunit;

namespace Tests.Component.Contract;

public sealed class Subscribing
{
    private static readonly RedisChannel Channel = RedisChannel.Literal("transcript:status");
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Each_failed_attempt_is_taken_back_before_the_next()
    {
        var clock = new FakeTimeProvider();
        var subscriber = DispatchProxy.Create<ISubscriber, AwaySubscriber>();
        var calls = ((AwaySubscriber)(object)subscriber).Calls;

        var subscribing = subscriber.SubscribeAsync(Channel, TryAgainAfter, clock, TestContext.Current.CancellationToken);
        await Wait.For(
            () =>
            {
                clock.Advance(TryAgainAfter);
                return subscribing.IsCompleted;
            },
            "the subscription");

        Assert.Null(await subscribing);
        Assert.Equal(["SubscribeAsync", "UnsubscribeAsync", "SubscribeAsync", "UnsubscribeAsync", "SubscribeAsync"], calls);
    }

    [Fact]
    public async Task It_ends_when_it_is_given_up()
    {
        using var giving = new CancellationTokenSource();
        var subscribing = DispatchProxy.Create<ISubscriber, AwaySubscriber>().SubscribeAsync(Channel, TryAgainAfter, new FakeTimeProvider(), giving.Token);
        Assert.False(subscribing.IsCompleted);

        await giving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => subscribing);
    }

    /// <summary>A subscriber whose Redis is away for two attempts.</summary>
    public class AwaySubscriber : DispatchProxy
    {
        public List<string> Calls { get; } = [];

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Calls.Add(targetMethod!.Name);
            if (targetMethod.Name == nameof(ISubscriber.UnsubscribeAsync))
                return Task.CompletedTask;
            return Calls.Count < 5
                ? Task.FromException<ChannelMessageQueue>(new RedisException("away"))
                : Task.FromResult<ChannelMessageQueue>(null!);
        }
    }
}
