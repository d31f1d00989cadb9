using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
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

    private static async Task<long> PositionAsync(PipelineHost host, string id) => (await host.Store.GetStatusesAsync([id], Cancel)).Statuses.Single().Position;

    private static async Task<DateTimeOffset> LastProbeAsync(AppProcess app) =>
        (await app.Client.GetFromJsonAsync<JsonElement>("/api/diagnostics", Cancel)).GetProperty("lastProbe").GetDateTimeOffset();

    /// <summary>The cursor of the app's feed, as an idle reader is told it: not the one that ends the snapshot, which is the database's.</summary>
    private static async Task<long> CursorAsync(AppProcess app)
    {
        using var stream = await EventStreamClient.OpenAsync(app.Client, "/api/sse/videos/nobody");
        await stream.ReadUntilAsync(item => item.Name == "ping");
        var ping = await stream.ReadUntilAsync(item => item.Name == "ping");
        return long.Parse(ping.Id!.Split('-')[0], CultureInfo.InvariantCulture);
    }
}
