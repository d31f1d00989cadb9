using System.Net.Http.Json;
using System.Text.Json;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Live;

/// <summary>The app as a process: how it is configured, how it ends.</summary>
public sealed class AppProcesses : StoreTest
{
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
