using System.Collections.Concurrent;
using BlazorApp.Status;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pipeline;
using Pipeline.Status;
using Tests.Fixtures;
using Xunit;

namespace Tests.Component.Feed;

/// <summary>What a component gets from its circuit: the services are the app's own, none of them started.</summary>
public sealed class Notifications : FeedTest, IAsyncDisposable
{
    private readonly IHost host;
    private readonly AsyncServiceScope circuit;
    private readonly ConcurrentQueue<StatusChange> applied = new();

    public Notifications()
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Database"] = "Data Source=never-opened.db",
            ["Feed:RenderInterval"] = "00:00:00",
        });
        builder.AddPipeline();
        builder.Services.AddStatusFeed();
        builder.Services.AddNotifications();
        host = builder.Build();
        circuit = host.Services.CreateAsyncScope();
    }

    private StatusFeed AppFeed => host.Services.GetRequiredService<StatusFeed>();

    private NotificationService Service => circuit.ServiceProvider.GetRequiredService<NotificationService>();

    public async ValueTask DisposeAsync()
    {
        await circuit.DisposeAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
    }

    [Fact]
    public async Task Change_during_the_first_read_is_not_lost()
    {
        await using var watch = await WatchAsync(() =>
        {
            AppFeed.Publish(Change(6));
            return [Change(5)];
        });

        await Wait.For(() => applied.Count == 1, "the change");
        Assert.Equal(6, applied.Single().Order);
    }

    [Fact]
    public async Task Change_that_the_first_read_has_seen_is_not_applied_again()
    {
        await using var watch = await WatchAsync(() =>
        {
            AppFeed.Publish(Change(5));
            return [Change(5)];
        });

        AppFeed.Publish(Change(6));

        await Wait.For(() => !applied.IsEmpty, "the next change");
        Assert.Equal([6L], applied.Select(change => change.Order));
    }

    [Fact]
    public async Task First_read_that_fails_leaves_no_subscription()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => WatchAsync(() => throw new InvalidOperationException("The database is away.")));

        Assert.Equal(0, AppFeed.Subscribers);
    }

    [Fact]
    public async Task End_of_the_circuit_ends_what_its_components_left_open()
    {
        await WatchAsync(() => []);
        await WatchAsync(() => []);
        var disposed = await WatchAsync(() => []);
        Assert.Equal(3, AppFeed.Subscribers);
        await disposed.DisposeAsync();
        Assert.Equal(2, AppFeed.Subscribers);

        await circuit.DisposeAsync();

        Assert.Equal(0, AppFeed.Subscribers);
    }

    private Task<IAsyncDisposable> WatchAsync(Func<IEnumerable<StatusChange>> read) => Service.WatchAsync(
        StatusFilter.Videos("talk"),
        _ => Task.FromResult(read()),
        changes =>
        {
            foreach (var change in changes)
                applied.Enqueue(change);
            return Task.CompletedTask;
        },
        Cancel);
}
