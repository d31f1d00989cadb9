using System.Net.Http.Json;
using System.Text.Json;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Jobs;

/// <summary>Real workers that really die, stall, or lose their Redis, and what those who watch get to see of it.</summary>
public abstract class LostWorkers(TestDatabase database) : StoreTest(database)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["Jobs__Lease"] = "00:00:03", // longer than a busy machine lets a living worker wait
        ["Jobs__ExpiryInterval"] = "00:00:00.2",
        ["Simulator__TranscriptDuration"] = "00:00:06",
        ["Simulator__SummaryDuration"] = "00:00:01",
        ["Simulator__Concurrency"] = "1",
        ["Simulator__FailureShare"] = "0",
    };

    [Fact]
    public async Task Saved_result_is_announced_though_its_worker_was_killed_between_the_commit_and_the_announcement()
    {
        await using var redis = new GarnetServer();
        await redis.StartAsync();
        await using var toRedis = new TcpProxy(redis.Port);
        // A lease this long does not run out: nobody but the sweep has a reason to speak of the job.
        await using var app = await StartAppAsync(redis, lease: "00:10:00");
        await using var worker = await StartWorkerAsync("dies", toRedis.Address, lease: "00:10:00");
        using var stream = await EventStreamClient.OpenAsync(app.Client, "/api/sse/videos/talk");
        await SubmitAsync(app);
        await stream.ReadUntilAsync(item => HasSegments(item, 1));

        // Whatever the worker publishes from here on does not reach Redis.
        toRedis.Swallows = true;
        var heard = (await ReadTranscriptAsync(app)).GetProperty("revision").GetInt64();
        var committed = await Wait.For(
            async () => await ReadTranscriptAsync(app) is var now && now.GetProperty("revision").GetInt64() > heard ? now : (object?)null, "the worker to commit");
        await worker.KillAsync();
        var saved = ((JsonElement)committed).GetProperty("revision").GetInt64();

        await stream.ReadUntilAsync(item => item.Name == "transcript" && item.Revision >= saved).WaitAsync(Soon, Cancel);
        var report = await app.Client.GetFromJsonAsync<JsonElement>("/api/diagnostics", Cancel);
        Assert.True(report.GetProperty("messages").GetProperty("swept").GetInt64() > 0, "It was not the sweep that announced it.");
    }

    [Fact]
    public async Task Job_of_a_worker_that_is_killed_is_taken_over_where_it_stopped_and_the_page_says_so_meanwhile()
    {
        await using var redis = new GarnetServer();
        await redis.StartAsync();
        await using var app = await StartAppAsync(redis);
        await using var first = await StartWorkerAsync("first", redis.Address);
        using var stream = await EventStreamClient.OpenAsync(app.Client, "/api/sse/videos/talk");
        await SubmitAsync(app);
        await stream.ReadUntilAsync(item => HasSegments(item, 3));

        await first.KillAsync();

        await AssertTakenOverAsync(app, stream, redis);
    }

    [Fact]
    public async Task Job_of_a_worker_that_stalls_is_taken_over_and_its_late_word_is_refused()
    {
        await using var redis = new GarnetServer();
        await redis.StartAsync();
        await using var app = await StartAppAsync(redis);
        await using var first = await StartWorkerAsync("first", redis.Address);
        using var stream = await EventStreamClient.OpenAsync(app.Client, "/api/sse/videos/talk");
        await SubmitAsync(app);
        await stream.ReadUntilAsync(item => HasSegments(item, 3));

        first.Pause();
        try
        {
            await AssertTakenOverAsync(app, stream, redis);
        }
        finally
        {
            first.Resume();
        }

        var done = await ReadTranscriptAsync(app);
        await Wait.For(() => first.Output.Contains("attempt 1: Lost", StringComparison.Ordinal), "the late worker to learn that its lease was lost");
        Assert.Equal(done.GetRawText(), (await ReadTranscriptAsync(app)).GetRawText());
    }

    [Fact]
    public async Task Job_in_hand_is_given_back_at_once_by_a_worker_that_is_told_to_end()
    {
        await using var redis = new GarnetServer();
        await redis.StartAsync();
        await using var app = await StartAppAsync(redis, lease: "00:10:00");
        await using var worker = await StartWorkerAsync("ends", redis.Address, lease: "00:10:00");
        using var stream = await EventStreamClient.OpenAsync(app.Client, "/api/sse/videos/talk");
        await SubmitAsync(app);
        await stream.ReadUntilAsync(item => HasSegments(item, 1));

        Assert.True(await worker.StopAsync(), worker.Output);

        var released = await stream.ReadUntilAsync(item => item.Status == "queued");
        Assert.False(released.Data.TryGetProperty("stage", out _));
    }

    private async Task AssertTakenOverAsync(AppProcess app, EventStreamClient stream, RedisBackend redis)
    {
        var lost = await stream.ReadUntilAsync(item => item.Status == "queued");
        Assert.Equal("worker-lost", lost.Data.GetProperty("stage").GetString());
        var kept = lost.Data.GetProperty("segments").GetInt32();
        Assert.True(kept >= 3);

        await using var second = await StartWorkerAsync("second", redis.Address);
        var goesOn = await stream.ReadUntilAsync(item => item.Data.TryGetProperty("newest", out _));
        Assert.Equal("second/1", goesOn.Data.GetProperty("worker").GetString());
        Assert.True(goesOn.Data.GetProperty("attempt").GetInt32() > 1);
        Assert.Equal(kept, goesOn.Data.GetProperty("newest")[0].GetProperty("index").GetInt32());

        await stream.ReadUntilAsync(item => item.Status == "completed");
        var segments = (await ReadTranscriptAsync(app)).GetProperty("segments").EnumerateArray().Select(segment => segment.GetProperty("index").GetInt32()).ToList();
        Assert.Equal(Enumerable.Range(0, segments.Count), segments);
    }

    private async Task<AppProcess> StartAppAsync(RedisBackend redis, string? lease = null) =>
        await AppProcess.StartAsync(redis.Address, await AddressAsync(), With(lease));

    private async Task<WorkerProcess> StartWorkerAsync(string name, string redis, string? lease = null) =>
        await WorkerProcess.StartAsync(name, redis, await AddressAsync(), With(lease));

    private static Dictionary<string, string?> With(string? lease) =>
        lease is null ? Settings : new(Settings) { ["Jobs__Lease"] = lease };

    private static async Task SubmitAsync(AppProcess app)
    {
        using var submitted = await app.Client.PostAsJsonAsync("/api/videos", new { source = "talk" }, Cancel);
        submitted.EnsureSuccessStatusCode();
    }

    private static Task<JsonElement> ReadTranscriptAsync(AppProcess app) => app.Client.GetFromJsonAsync<JsonElement>("/api/videos/talk/transcript", Cancel);

    private static bool HasSegments(StreamEvent item, int least) =>
        item.Name == "transcript" && item.Data.TryGetProperty("segments", out var segments) && segments.GetInt32() >= least;
}

public sealed class LostWorkersOnSqlite() : LostWorkers(new SqliteFile());

public sealed class LostWorkersOnPostgres(PostgresFixture postgres) : LostWorkers(postgres.New());
