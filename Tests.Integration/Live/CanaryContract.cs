using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Pipeline.Storage;
using StackExchange.Redis;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Live;

/// <summary>The made-up change of a real app, through a real Redis and a real database.</summary>
public abstract class CanaryContract(TestDatabase database) : IAsyncDisposable
{
    private static readonly Dictionary<string, string?> Quick = new(GapSettings.Quick) { ["Canary__Interval"] = "00:00:00.1" };

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync()
    {
        database.Dispose();
        folder.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Canaries_of_two_apps_arrive_and_nobody_else_sees_anything_of_them()
    {
        await using var redis = new GarnetServer();
        await redis.StartAsync();
        await using var app = await StartAsync(redis.Address, lostAfter: TimeSpan.FromSeconds(30));
        await using var other = await StartAsync(redis.Address, lostAfter: TimeSpan.FromSeconds(30));
        await using var outside = await ConnectionMultiplexer.ConnectAsync(redis.Address);
        var heard = 0;
        foreach (var channel in new[] { "transcript:status", "summary:status" })
            await outside.GetSubscriber().SubscribeAsync(RedisChannel.Literal(channel), (_, _) => Interlocked.Increment(ref heard));
        using var stream = await EventStreamClient.OpenAsync(app.Client, "/api/sse");
        var cursor = (await stream.ReadUntilAsync(item => item.Name == "ping")).Id;

        foreach (var one in new[] { app, other })
            await Wait.For(async () => (await CanaryAsync(one)).GetProperty("arrived").GetInt64() >= 20, "twenty canaries to arrive");

        var canary = await CanaryAsync(app);
        Assert.Equal(("arriving", 0), (canary.GetProperty("state").GetString(), canary.GetProperty("lost").GetInt64()));
        Assert.InRange(canary.GetProperty("milliseconds").GetDouble(), 0.01, 1000);
        Assert.Equal(0, heard);
        var report = await ReportAsync(app);
        Assert.All(["announced", "received", "passedOn", "late", "delivered", "rejected"], hop => Assert.Equal(0, report.GetProperty("messages").GetProperty(hop).GetInt64()));
        Assert.Equal(1, report.GetProperty("watchers").GetInt32()); // the stream of this test
        Assert.Empty((await app.Client.GetFromJsonAsync<JsonElement>("/api/videos", Cancel)).GetProperty("videos").EnumerateArray());
        Assert.Empty((await app.Client.GetFromJsonAsync<JsonElement>("/api/diagnostics/events", Cancel)).EnumerateArray());
        using var again = await EventStreamClient.OpenAsync(app.Client, "/api/sse", cursor);
        var next = await again.ReadUntilAsync(item => item.Name is not "connection");
        Assert.Equal("ping", next.Name);

        await using var watcher = await PipelineHost.StartAsync(await database.GetAddressAsync(), redis.Address);
        Assert.Equal(0, await watcher.Store.GetRevisionAsync(Cancel));
        Assert.Equal(2, (await RowsAsync(watcher)).Count);
    }

    [Fact]
    public async Task Canaries_are_lost_while_Redis_is_away_and_arrive_when_it_is_back()
    {
        await using var redis = new GarnetServer();
        await redis.StartAsync();
        await using var app = await StartAsync(redis.Address, lostAfter: TimeSpan.FromSeconds(1));
        await Wait.For(async () => (await CanaryAsync(app)).GetProperty("state").GetString() == "arriving", "the first canary");

        await redis.StopAsync();

        await Wait.For(async () => (await CanaryAsync(app)) is var canary && canary.GetProperty("state").GetString() == "unheard" && canary.GetProperty("unheard").GetInt64() > 0, "the losses to be told");
        await Wait.For(
            async () => (await app.Client.GetFromJsonAsync<JsonElement>("/api/diagnostics/history", Cancel)).EnumerateArray().Any(second => second.GetProperty("canaryLost").GetInt32() > 0),
            "the losses in the history");

        await redis.StartAsync();

        await Wait.For(async () => (await CanaryAsync(app)).GetProperty("state").GetString() == "arriving", "the canaries to arrive again");
    }

    private async Task<AppProcess> StartAsync(string redis, TimeSpan lostAfter)
    {
        var settings = new Dictionary<string, string?>(Quick)
        {
            ["ConnectionStrings__Database"] = await database.GetAddressAsync(),
            ["Canary__LostAfter"] = lostAfter.ToString(),
        };
        return await AppProcess.StartAsync(redis, folder.File("app"), settings);
    }

    private static async Task<IReadOnlyList<CanaryRow>> RowsAsync(PipelineHost host)
    {
        await using var context = await host.Get<IDbContextFactory<LiveDbContext>>().CreateDbContextAsync(Cancel);
        return await context.Canaries.AsNoTracking().ToListAsync(Cancel);
    }

    private static Task<JsonElement> ReportAsync(AppProcess app) => app.Client.GetFromJsonAsync<JsonElement>("/api/diagnostics", Cancel);

    private static async Task<JsonElement> CanaryAsync(AppProcess app) => (await ReportAsync(app)).GetProperty("canary");
}

public sealed class CanariesOfSqlite() : CanaryContract(new SqliteFile());

public sealed class CanariesOfPostgres(PostgresFixture postgres) : CanaryContract(postgres.New());
