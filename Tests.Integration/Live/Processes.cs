using System.Net.Http.Json;
using System.Text.Json;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Live;

/// <summary>App processes as a whole: several of them, how they are configured, how they end.</summary>
public sealed class Processes : StoreTest
{
    [Fact]
    public async Task Two_apps_on_one_Redis_and_one_database_both_tell_what_happens()
    {
        await using var redis = new GarnetServer();
        await redis.StartAsync();
        var starting = new[] { AppProcess.StartAsync(redis.Address, DatabaseFile), AppProcess.StartAsync(redis.Address, DatabaseFile) };
        await using var one = await starting[0];
        await using var other = await starting[1];
        await using var worker = await PipelineHost.StartAsync(DatabaseFile, redis.Address);
        using var fromOne = await EventStreamClient.OpenAsync(one.Client, "/api/sse/videos/talk");
        using var fromOther = await EventStreamClient.OpenAsync(other.Client, "/api/sse/videos/talk");

        using var submitted = await one.Client.PostAsJsonAsync("/api/videos", new { source = "talk" }, Cancel);
        submitted.EnsureSuccessStatusCode();
        await worker.Jobs.CompleteAsync(await ClaimAsync(worker), "Hello.", Cancel);

        foreach (var stream in (EventStreamClient[])[fromOne, fromOther])
        {
            Assert.Equal("Hello.", (await stream.ReadUntilAsync(item => item.Status == "completed")).Text);
            await stream.ReadUntilAsync(item => (item.Name, item.Status) == ("summary", "queued"));
        }
    }

    [Fact]
    public async Task Short_form_heard_by_two_apps_is_told_by_both_and_stored_once()
    {
        await using var redis = new GarnetServer();
        await redis.StartAsync();
        var starting = new[] { AppProcess.StartAsync(redis.Address, DatabaseFile), AppProcess.StartAsync(redis.Address, DatabaseFile) };
        await using var one = await starting[0];
        await using var other = await starting[1];
        await using var publisher = await StackExchange.Redis.ConnectionMultiplexer.ConnectAsync(redis.Address);
        using var fromOne = await EventStreamClient.OpenAsync(one.Client, "/api/sse/videos/talk");
        using var fromOther = await EventStreamClient.OpenAsync(other.Client, "/api/sse/videos/talk");

        Assert.Equal(2, await publisher.GetSubscriber().PublishAsync(
            StackExchange.Redis.RedisChannel.Literal("summary:status"), """{"videoId":"talk","status":"completed","timestamp":1,"data":{"content":"In short."}}"""));

        var revisions = new List<long?>();
        foreach (var stream in (EventStreamClient[])[fromOne, fromOther])
            revisions.Add((await stream.ReadUntilAsync(item => item is { Text: "In short.", Revision: not null })).Revision);
        Assert.Equal([1, 1], revisions);
    }

    [Fact]
    public async Task Environment_outranks_REDIS_URL_which_outranks_the_settings_file()
    {
        await using var redis = new GarnetServer();
        await redis.StartAsync();
        var nobody = FreePort.Take();

        // The settings file says localhost:6379.
        await using var byUrl = await AppProcess.StartAsync(redis: null, DatabaseFile, new Dictionary<string, string?> { ["REDIS_URL"] = $"redis://{redis.Address}" });
        Assert.Equal(redis.Address, await ReadRedisAddressAsync(byUrl));

        await using var byConnectionString = await AppProcess.StartAsync(
            redis.Address, DatabaseFile, new Dictionary<string, string?> { ["REDIS_URL"] = $"redis://127.0.0.1:{nobody}" });
        Assert.Equal(redis.Address, await ReadRedisAddressAsync(byConnectionString));
    }

    [Fact]
    public async Task Settings_file_is_read_where_nothing_outranks_it()
    {
        await using var app = await AppProcess.StartAsync(redis: null, DatabaseFile, waitFor: "/health/live");

        Assert.Equal("localhost:6379", await ReadRedisAddressAsync(app));
    }

    [Fact]
    public async Task Asked_to_end_with_streams_open_the_app_ends_them_and_itself_at_once()
    {
        await using var redis = new GarnetServer();
        await redis.StartAsync();
        await using var app = await AppProcess.StartAsync(redis.Address, DatabaseFile);
        using var all = await EventStreamClient.OpenAsync(app.Client, "/api/sse");
        using var one = await EventStreamClient.OpenAsync(app.Client, "/api/sse/videos/talk");

        Assert.True(await app.StopAsync(), app.Output);

        await Wait.For(async () => await all.ReadAsync() is null, "the stream of all to end");
        await Wait.For(async () => await one.ReadAsync() is null, "the stream of one to end");
    }

    [Fact]
    public async Task App_without_a_usable_database_says_so_in_one_sentence_and_ends()
    {
        var file = Path.Combine(Path.GetDirectoryName(DatabaseFile)!, "missing", "live.db");
        var address = new Uri($"http://127.0.0.1:{FreePort.Take()}");
        await using var app = AppProcess.Launch(
            $"127.0.0.1:{FreePort.Take()}", DatabaseFile, address, new Dictionary<string, string?> { ["ConnectionStrings__Database"] = $"Data Source={file}" });

        Assert.Equal(1, await app.WaitForExitAsync(TimeSpan.FromSeconds(30)));

        await Wait.For(() => app.Output.Contains($"Live cannot start: The database '{file}' cannot be used", StringComparison.Ordinal), "the sentence");
        Assert.DoesNotContain("   at ", app.Output, StringComparison.Ordinal);
    }

    private static async Task<string?> ReadRedisAddressAsync(AppProcess app) =>
        (await app.Client.GetFromJsonAsync<JsonElement>("/api/diagnostics", Cancel)).GetProperty("redisAddress").GetString();
}
