using System.Net.Http.Json;
using System.Text.Json;
using Pipeline.Jobs;
using StackExchange.Redis;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Live;

/// <summary>Redis, an app, and a process that plays the worker, for the tests of a class. Every test has videos of its own.</summary>
/// <typeparam name="T">Which Redis.</typeparam>
public sealed class LiveFixture<T> : IAsyncLifetime
    where T : RedisBackend, new()
{
    private readonly TemporaryFolder folder = new();
    private ConnectionMultiplexer? publisher;

    public T Redis { get; } = new();

    public AppProcess App { get; private set; } = null!;

    public PipelineHost Worker { get; private set; } = null!;

    public string DatabaseFile => folder.File("live.db");

    public async ValueTask InitializeAsync()
    {
        await Redis.StartAsync();
        if (Redis.MissingBecause is not null)
            return;
        App = await AppProcess.StartAsync(Redis.Address, DatabaseFile);
        Worker = await PipelineHost.StartAsync(DatabaseFile, Redis.Address);
        publisher = await ConnectionMultiplexer.ConnectAsync(Redis.Address);
    }

    public async ValueTask DisposeAsync()
    {
        if (publisher is not null)
            await publisher.DisposeAsync();
        if (Worker is not null)
            await Worker.DisposeAsync();
        if (App is not null)
            await App.DisposeAsync();
        await Redis.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>Publishes as a program does that knows nothing of Live but the channel.</summary>
    /// <returns>How many heard it.</returns>
    public Task<long> PublishAsync(string channel, RedisValue payload) => publisher!.GetSubscriber().PublishAsync(RedisChannel.Literal(channel), payload);

    public async Task SubmitAsync(string videoId)
    {
        using var response = await App.Client.PostAsJsonAsync("/api/videos", new { source = videoId });
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Claims the next job of that video, whatever else waits before it.</summary>
    public async Task<Job> ClaimAsync(string videoId)
    {
        while (await Worker.Jobs.ClaimAsync("worker-1", TestContext.Current.CancellationToken) is { } job)
        {
            if (job.Key.VideoId == videoId)
                return job;
        }

        throw new InvalidOperationException($"No job of video {videoId} waits.");
    }

    /// <summary>One of the figures of <c>/api/diagnostics</c>.</summary>
    public async Task<long> CountAsync(string hop)
    {
        var report = await App.Client.GetFromJsonAsync<JsonElement>("/api/diagnostics");
        return report.GetProperty("messages").GetProperty(hop).GetInt64();
    }
}
