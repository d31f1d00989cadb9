using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using StackExchange.Redis;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Live;

/// <summary>A connection that is up and brings nothing is noticed and replaced, and what it swallowed arrives.</summary>
public abstract class GapDeafContract<T>(BackendFixture<T> fixture) : StoreTest, IClassFixture<BackendFixture<T>>, IAsyncLifetime
    where T : RedisBackend, new()
{
    private T Server => fixture.Backend;

    public ValueTask InitializeAsync()
    {
        if (Server.MissingBecause is { } reason)
            Assert.Skip(reason);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public Task Deaf_connection_is_noticed_rebuilt_and_what_was_missed_arrives() => HealAsync(GapSettings.Quick);

    protected async Task HealAsync(IReadOnlyDictionary<string, string?> settings)
    {
        await using var proxy = new TcpProxy(Server.Port);
        await using var app = await AppProcess.StartAsync(proxy.Address, DatabaseFile, settings);
        await using var worker = await PipelineHost.StartAsync(DatabaseFile, Server.Address);
        using var stream = await EventStreamClient.OpenAsync(app.Client, "/api/sse/videos/talk");
        var job = await SubmitAndClaimAsync(worker);
        await stream.ReadUntilAsync(item => item.Status == "processing");
        var before = await RebuiltAsync(app);

        proxy.Swallows = true;
        Assert.True(await worker.Jobs.CompleteAsync(job, "Swallowed.", Cancel));
        await Wait.For(async () => await RebuiltAsync(app) > before, "the silence to be noticed");
        await Wait.For(async () => !(await ReportAsync(app)).GetProperty("hearing").GetBoolean(), "the app to say that it is deaf");
        proxy.Swallows = false;

        Assert.Equal("Swallowed.", (await stream.ReadUntilAsync(item => item.Text is not null)).Text);
        await Wait.For(async () => (await ReportAsync(app)).GetProperty("hearing").GetBoolean(), "the app to hear again");
        await worker.Jobs.CompleteAsync(await ClaimAsync(worker), "And live again.", Cancel);
        await stream.ReadUntilAsync(item => item.Text == "And live again.");
        Assert.True((await ReportAsync(app)).GetProperty("gaps").GetInt64() > 0);
    }

    [Fact]
    public async Task Probe_age_is_exported_and_keeps_the_app_from_being_ready_while_deaf()
    {
        await using var proxy = new TcpProxy(Server.Port);
        await using var app = await AppProcess.StartAsync(proxy.Address, DatabaseFile, GapSettings.Quick);
        Assert.InRange(Age(await ReadyAsync(app)), 0, 1);

        proxy.Swallows = true;
        await Wait.For(async () => Age(await ReadyAsync(app)) > 1.5, "the probe to grow old");
        await Wait.For(async () => await StatusAsync(app) == HttpStatusCode.ServiceUnavailable, "the app to be not ready");
        var grown = Age(await ReadyAsync(app));
        await Wait.For(async () => Age(await ReadyAsync(app)) > grown + 1, "the probe to grow older");
        var deaf = await ReadyAsync(app);
        Assert.False(deaf.GetProperty("ready").GetBoolean());
        Assert.False(deaf.GetProperty("subscriptions").GetProperty("ok").GetBoolean());
        Assert.True(deaf.GetProperty("database").GetProperty("ok").GetBoolean());

        proxy.Swallows = false;
        await Wait.For(async () => await StatusAsync(app) == HttpStatusCode.OK, "the app to be ready again");
        Assert.InRange(Age(await ReadyAsync(app)), 0, 1);
    }

    [Fact]
    public async Task Reader_of_a_stream_is_told_while_its_app_hears_nothing()
    {
        await using var proxy = new TcpProxy(Server.Port);
        await using var app = await AppProcess.StartAsync(proxy.Address, DatabaseFile, GapSettings.Quick);
        using var stream = await EventStreamClient.OpenAsync(app.Client, "/api/sse");
        Assert.True(Hears(await stream.ReadUntilAsync(item => item.Name == "ping")));

        proxy.Swallows = true;
        await stream.ReadUntilAsync(item => item.Name == "ping" && !Hears(item));
        await Wait.For(async () => await StatusAsync(app) == HttpStatusCode.ServiceUnavailable, "the app to be not ready");

        proxy.Swallows = false;
        await stream.ReadUntilAsync(item => item.Name == "ping" && Hears(item));
    }

    [Fact]
    public async Task Only_what_moved_is_delivered_after_a_gap()
    {
        await using var proxy = new TcpProxy(Server.Port);
        await using var app = await AppProcess.StartAsync(proxy.Address, DatabaseFile, GapSettings.Quick);
        await using var worker = await PipelineHost.StartAsync(DatabaseFile, Server.Address);
        using var stream = await EventStreamClient.OpenAsync(app.Client, "/api/sse");
        await stream.ReadUntilAsync(item => item.Name == "ping");
        string[] ids = [.. Enumerable.Range(1, 20).Select(number => $"talk-{number}")];
        foreach (var id in ids)
            await SubmitAsync(worker, id);
        await ReadEachAsync(stream, ids);
        // What was announced before the gap is below the cursor, so it is not even read.
        var last = (await worker.Store.GetStatusesAsync(ids, Cancel)).Cursor;
        await Wait.For(async () => await CursorAsync(app) >= last, "the cursor to follow");
        Assert.Equal(0, await CountAsync(app, "resynced"));

        var before = await RebuiltAsync(app);
        proxy.Swallows = true;
        string[] moved = ["talk-3", "talk-7", "talk-11"];
        foreach (var id in moved)
            await SubmitAsync(worker, id, language: "tr");
        await Wait.For(async () => await RebuiltAsync(app) > before, "the silence to be noticed");
        proxy.Swallows = false;

        await ReadEachAsync(stream, moved);
        Assert.Equal(3, await CountAsync(app, "resynced"));
        await Wait.For(async () => (await ReportAsync(app)).GetProperty("hearing").GetBoolean(), "the app to hear again");
        await SubmitAsync(worker, "afterwards");
        // Nothing else came between: what did not move is not told again.
        Assert.Equal("afterwards", (await stream.ReadChangeAsync()).Data.GetProperty("videoId").GetString());
    }

    [Fact]
    public async Task Nothing_is_lost_while_the_subscribers_socket_is_killed_again_and_again()
    {
        await using var app = await AppProcess.StartAsync(Server.Address, DatabaseFile, GapSettings.Quick);
        await using var worker = await PipelineHost.StartAsync(DatabaseFile, Server.Address);
        await using var admin = await ConnectionMultiplexer.ConnectAsync($"{Server.Address},allowAdmin=true");
        using var stream = await EventStreamClient.OpenAsync(app.Client, "/api/sse");
        await stream.ReadUntilAsync(item => item.Name == "ping");
        var sent = new HashSet<string>();

        for (var round = 1; round <= 5; round++)
        {
            var submitting = SubmitManyAsync(worker, round, sent);
            await admin.GetDatabase().ExecuteAsync("CLIENT", "KILL", "TYPE", "pubsub");
            await submitting;
            await Wait.For(async () => (await ReportAsync(app)).GetProperty("hearing").GetBoolean(), "the app to hear again");
        }

        await ReadEachAsync(stream, sent);
        Assert.True((await ReportAsync(app)).GetProperty("gaps").GetInt64() >= 1);
    }

    private static async Task SubmitManyAsync(PipelineHost worker, int round, HashSet<string> sent)
    {
        for (var number = 1; number <= 40; number++)
        {
            var id = $"talk-{round}-{number}";
            sent.Add(id);
            await SubmitAsync(worker, id);
        }
    }

    private static async Task ReadEachAsync(EventStreamClient stream, IEnumerable<string> ids)
    {
        var left = ids.ToHashSet();
        while (left.Count > 0)
            left.Remove((await stream.ReadUntilAsync(item => item.Name != "ping" && left.Contains(item.Data.GetProperty("videoId").GetString()!))).Data.GetProperty("videoId").GetString()!);
    }

    private static Task<JsonElement> ReportAsync(AppProcess app) => app.Client.GetFromJsonAsync<JsonElement>("/api/diagnostics", Cancel);

    private static async Task<long> RebuiltAsync(AppProcess app) => (await ReportAsync(app)).GetProperty("rebuiltConnections").GetInt64();

    private static async Task<long> CountAsync(AppProcess app, string hop) => (await ReportAsync(app)).GetProperty("messages").GetProperty(hop).GetInt64();

    /// <summary>The cursor of the app's feed, as an idle reader is told it: not the one that ends the snapshot, which is the database's.</summary>
    private static async Task<long> CursorAsync(AppProcess app)
    {
        using var stream = await EventStreamClient.OpenAsync(app.Client, "/api/sse/videos/nobody");
        await stream.ReadUntilAsync(item => item.Name == "ping");
        var ping = await stream.ReadUntilAsync(item => item.Name == "ping");
        return long.Parse(ping.Id!.Split('-')[0], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<JsonElement> ReadyAsync(AppProcess app)
    {
        using var response = await app.Client.GetAsync("/health/ready", Cancel);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }

    private static async Task<HttpStatusCode> StatusAsync(AppProcess app)
    {
        using var response = await app.Client.GetAsync("/health/ready", Cancel);
        return response.StatusCode;
    }

    private static bool Hears(StreamEvent ping) => !ping.Data.TryGetProperty("hearing", out var hearing) || hearing.GetBoolean();

    private static double Age(JsonElement ready) => ready.GetProperty("subscriptions").GetProperty("probeAgeSeconds").GetDouble();
}

public sealed class GapsOfDeafGarnet(BackendFixture<GarnetServer> fixture) : GapDeafContract<GarnetServer>(fixture);

public sealed class GapsOfDeafRedis(BackendFixture<RedisServer> fixture) : GapDeafContract<RedisServer>(fixture)
{
    [Fact]
    public Task Probe_alone_notices_a_deaf_connection() => HealAsync(GapSettings.ByProbeOnly);
}
