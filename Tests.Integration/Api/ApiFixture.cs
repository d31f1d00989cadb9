using System.Net.Http.Json;
using System.Text.Json;
using Pipeline.Jobs;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Api;

/// <summary>One app for the tests of the API, and beside it a process that plays the worker. Every test has videos of its own.</summary>
public sealed class ApiFixture : IAsyncLifetime
{
    private const string WorkerName = "worker-of-the-tests";

    private readonly TemporaryFolder folder = new();
    private readonly GarnetServer redis = new();
    private AppProcess? app;
    private PipelineHost? worker;

    /// <summary>A client of the app.</summary>
    public HttpClient Client => app!.Client;

    /// <summary>What the worker does with jobs.</summary>
    public JobQueue Jobs => worker!.Jobs;

    /// <summary>What other programs publish.</summary>
    public PublishedResults Published => worker!.Published;

    /// <summary>An id that no other test uses.</summary>
    public static string NewId() => $"{Guid.NewGuid():N}";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await redis.StartAsync();
        app = await AppProcess.StartAsync(redis.Address, folder.File("live.db"));
        worker = await PipelineHost.StartAsync(folder.File("live.db"), redis.Address);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (worker is not null)
            await worker.DisposeAsync();
        if (app is not null)
            await app.DisposeAsync();
        await redis.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>Submits a video of its own.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> SubmitAsync(string language = "en", string? title = null)
    {
        var id = NewId();
        using var response = await Client.PostAsJsonAsync("/api/videos", new { source = id, language, title });
        response.EnsureSuccessStatusCode();
        return id;
    }

    /// <summary>Claims the next job of that video, whatever else waits before it.</summary>
    public async Task<Job> ClaimAsync(string videoId)
    {
        while (await Jobs.ClaimAsync(WorkerName, TestContext.Current.CancellationToken) is { } job)
        {
            if (job.Key.VideoId == videoId)
                return job;
        }

        throw new InvalidOperationException($"No job of video {videoId} waits.");
    }

    /// <summary>Deletes a video and lets the time pass in which it can be brought back.</summary>
    public async Task DeleteLongAgoAsync(string videoId)
    {
        await using var impatient = await PipelineHost.StartAsync(folder.File("live.db"), redis.Address, ("Jobs:KeepDeleted", "00:00:01"), ("Jobs:PurgeInterval", "00:00:00.1"));
        await impatient.Deletions.DeleteAsync(videoId, CancellationToken.None);
        await Wait.For(async () => (await impatient.Store.GetVideoAsync(videoId, CancellationToken.None))!.RestorableUntil is null, "the video to be gone");
    }

    /// <summary>Reads JSON from the API.</summary>
    public async Task<JsonElement> GetAsync(string path) => await Client.GetFromJsonAsync<JsonElement>(path);
}
