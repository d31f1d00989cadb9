using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Jobs;

/// <summary>A real worker whose PostgreSQL ends at once in the middle of a job; the server is the test's own.</summary>
public sealed class DatabaseRestarts
{
    private const string Missed = "The database does not answer";

    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["Jobs__Lease"] = "00:00:03", // longer than a busy machine lets a living worker wait
        ["Jobs__ExpiryInterval"] = "00:00:00.2",
        ["Simulator__TranscriptDuration"] = "00:00:06",
        ["Simulator__Concurrency"] = "1",
        ["Simulator__FailureShare"] = "0",
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Job_whose_database_is_restarted_in_the_middle_goes_on_with_the_same_attempt_and_each_segment_once()
    {
        await using var redis = new GarnetServer();
        await redis.StartAsync();
        await using var database = new PostgresServer();
        await database.StartAsync();
        await using var app = await AppProcess.StartAsync(redis.Address, database.Address("live"), Settings);
        await using var worker = await WorkerProcess.StartAsync("stays", redis.Address, database.Address("live"), Settings);
        using var stream = await EventStreamClient.OpenAsync(app.Client, "/api/sse/videos/talk");
        await BeginAsync(app, stream);
        Assert.Equal(0, Count(worker.Output, Missed));

        await database.CrashAsync();
        await WaitUntilMissedAsync(worker);
        await Wait.For(async () => await ReadinessAsync(app) == HttpStatusCode.ServiceUnavailable, "the app to miss its database");
        await database.StartAsync();

        var told = new List<StreamEvent>();
        var completed = await stream.ReadUntilAsync(item =>
        {
            told.Add(item);
            return item is { Name: "transcript", Status: "completed" };
        });
        Assert.DoesNotContain(told, item => item.Data.TryGetProperty("stage", out var stage) && stage.GetString() == "worker-lost");
        Assert.Equal(1, completed.Data.GetProperty("attempt").GetInt32());
        var stored = await app.Client.GetFromJsonAsync<JsonElement>("/api/videos/talk/transcript", Cancel);
        var segments = stored.GetProperty("segments").EnumerateArray().Select(segment => segment.GetProperty("index").GetInt32()).ToList();
        Assert.True(segments.Count > 3);
        Assert.Equal(Enumerable.Range(0, segments.Count), segments);
        Assert.Equal(1, Count(worker.Output, Missed));
        Assert.Equal(1, Count(worker.Output, "The database answers again"));
    }

    [Fact]
    public async Task Worker_that_is_told_to_end_while_its_database_is_away_ends_and_its_job_is_taken_over_afterwards()
    {
        await using var redis = new GarnetServer();
        await redis.StartAsync();
        await using var database = new PostgresServer();
        await database.StartAsync();
        await using var app = await AppProcess.StartAsync(redis.Address, database.Address("live"), Settings);
        await using var worker = await WorkerProcess.StartAsync("ends", redis.Address, database.Address("live"), Settings);
        using var stream = await EventStreamClient.OpenAsync(app.Client, "/api/sse/videos/talk");
        await BeginAsync(app, stream);
        Assert.Equal(0, Count(worker.Output, Missed));
        await database.CrashAsync();
        await WaitUntilMissedAsync(worker);

        Assert.True(await worker.StopAsync(), worker.Output);

        Assert.Contains("Could not give", worker.Output, StringComparison.Ordinal);
        await database.StartAsync();
        var lost = await stream.ReadUntilAsync(item => item is { Name: "transcript", Status: "queued" });
        Assert.Equal("worker-lost", lost.Data.GetProperty("stage").GetString());
    }

    private static async Task BeginAsync(AppProcess app, EventStreamClient stream)
    {
        using var submitted = await app.Client.PostAsJsonAsync("/api/videos", new { source = "talk" }, Cancel);
        submitted.EnsureSuccessStatusCode();
        await stream.ReadUntilAsync(item => item.Name == "transcript" && item.Data.TryGetProperty("segments", out var segments) && segments.GetInt32() >= 3);
    }

    private static Task WaitUntilMissedAsync(WorkerProcess worker) =>
        Wait.For(() => Count(worker.Output, Missed) == 1, "the worker to miss its database");

    private static async Task<HttpStatusCode> ReadinessAsync(AppProcess app)
    {
        using var response = await app.Client.GetAsync("/health/ready", Cancel);
        return response.StatusCode;
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
