using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Pipeline.Jobs;
using StackExchange.Redis;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Live;

/// <summary>How far the feed's cursor follows the database.</summary>
public sealed class GapCursor : StoreTest
{
    private static readonly IReadOnlyDictionary<string, string?> Settings = new Dictionary<string, string?>
    {
        ["Listener__ProbeInterval"] = "00:00:00.2",
        ["EventStream__Heartbeat"] = "00:00:00.2",
        ["Announcements__SweepAfter"] = "00:10:00", // nobody announces what the silent process saved…
        ["Redis__PulseInterval"] = "00:01:00", // …or thinks that Redis has come back
    };

    [Fact]
    public async Task Cursor_follows_what_was_announced_and_stops_below_what_was_saved_and_not_announced()
    {
        await using var redis = new GarnetServer();
        await redis.StartAsync();
        await using var app = await AppProcess.StartAsync(redis.Address, DatabaseFile, Settings);
        await using var worker = await PipelineHost.StartAsync(DatabaseFile, redis.Address, ("Announcements:SweepAfter", "00:10:00"), ("Redis:PulseInterval", "00:01:00"));
        await Wait.For(() => worker.Redis.Usable is not null, "the worker's connection");
        await SubmitAsync(worker, "announced");
        var announced = await PositionAsync(worker, "announced");
        await Wait.For(async () => await CursorAsync(app) >= announced, "the cursor to reach what was announced");

        await using var silent = await StartAsync(("Announcements:SweepAfter", "00:10:00"));
        await SubmitAsync(silent, "silent");
        await SubmitAsync(worker, "announced-later");
        await Wait.For(async () => (await worker.Store.GetUnannouncedAsync(10, Cancel)).Count == 1, "all but one to be noted as announced");
        for (var probes = 0; probes < 5; probes++)
        {
            var last = await LastProbeAsync(app);
            await Wait.For(async () => await LastProbeAsync(app) > last, "another probe");
        }

        Assert.Equal(await PositionAsync(worker, "silent") - 1, await CursorAsync(app));
    }

    [Fact]
    public async Task Change_that_has_arrived_and_waits_its_turn_is_above_the_cursor()
    {
        await using var redis = new GarnetServer();
        await redis.StartAsync();
        await using var app = await AppProcess.StartAsync(redis.Address, DatabaseFile, Settings);
        await using var worker = await PipelineHost.StartAsync(DatabaseFile, redis.Address);
        await using var publisher = await ConnectionMultiplexer.ConnectAsync(redis.Address);
        using var stream = await EventStreamClient.OpenAsync(app.Client, "/api/sse/videos/talk");
        var job = await SubmitAndClaimAsync(worker);
        await stream.ReadUntilAsync(item => item.Status == "processing");

        // For each of them the app looks up a language, so what arrives after them waits for a second at least.
        for (var number = 0; number < 10_000; number++)
            publisher.GetSubscriber().Publish(RedisChannel.Literal("transcript:status"), """{"videoId":"noise","status":"processing","timestamp":1}""", CommandFlags.FireAndForget);
        await publisher.GetDatabase().PingAsync();
        await worker.Jobs.ReportAsync(job, new JobProgress { Progress = 0.5, Stage = "transcribing" }, Cancel);
        var position = await PositionAsync(worker, "talk");

        var told = new List<long>();
        await stream.ReadUntilAsync(item =>
        {
            if (item.Name == "ping")
                told.Add(PositionOf(item));
            return item.Data.TryGetProperty("progress", out var progress) && progress.GetDouble() == 0.5;
        });
        Assert.NotEmpty(told);
        Assert.All(told, cursor => Assert.InRange(cursor, 0, position - 1));
        await Wait.For(async () => await CursorAsync(app) >= position, "the cursor to reach it afterwards");
    }

    private static async Task<long> PositionAsync(PipelineHost host, string id) => (await host.Store.GetStatusesAsync([id], Cancel)).Statuses.Single().Position;

    private static async Task<DateTimeOffset> LastProbeAsync(AppProcess app) =>
        (await app.Client.GetFromJsonAsync<JsonElement>("/api/diagnostics", Cancel)).GetProperty("lastProbe").GetDateTimeOffset();

    /// <summary>The cursor of the app's feed, as an idle reader is told it: not the one that ends the snapshot, which is the database's.</summary>
    private static async Task<long> CursorAsync(AppProcess app)
    {
        using var stream = await EventStreamClient.OpenAsync(app.Client, "/api/sse/videos/nobody");
        await stream.ReadUntilAsync(item => item.Name == "ping");
        var ping = await stream.ReadUntilAsync(item => item.Name == "ping");
        return PositionOf(ping);
    }

    private static long PositionOf(StreamEvent item) => long.Parse(item.Id!.Split('-')[0], CultureInfo.InvariantCulture);
}
