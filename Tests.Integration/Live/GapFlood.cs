using System.Net.Http.Json;
using System.Text.Json;
using Pipeline.Status;
using StackExchange.Redis;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Live;

/// <summary>Redis publishes faster than the app passes on.</summary>
public sealed class GapFlood : StoreTest
{
    private const int Videos = 100;
    private const int Flood = 50_000;

    private static readonly IReadOnlyDictionary<string, string?> Settings = new Dictionary<string, string?>(GapSettings.Quick)
    {
        ["Listener__BacklogCapacity"] = "5",
        ["Redis__SilentAfter"] = "00:00:10", // a flood is no silence
        ["Listener__DeafAfter"] = "00:00:10",
        ["Announcements__SweepAfter"] = "00:10:00", // what is told in the end was read by the listener, and not announced late
    };

    [Fact]
    public async Task Flood_is_shed_but_for_short_forms_and_the_stream_ends_with_the_stored_truth()
    {
        await using var redis = new GarnetServer();
        await redis.StartAsync();
        await using var app = await AppProcess.StartAsync(redis.Address, DatabaseFile, Settings);
        await using var publisher = await ConnectionMultiplexer.ConnectAsync(redis.Address);
        using var stream = await EventStreamClient.OpenAsync(app.Client, "/api/sse");
        await stream.ReadUntilAsync(item => item.Name == "ping");
        // Nothing of what this one saves is announced by it.
        await using var silent = await StartAsync(("Announcements:SweepAfter", "00:10:00"));
        string[] ids = [.. Enumerable.Range(1, Videos).Select(number => $"talk-{number}")];
        foreach (var id in ids)
            await SubmitAsync(silent, id);
        var stored = (await silent.Store.GetStatusesAsync(ids, Cancel)).Statuses.ToDictionary(status => status.Key.VideoId, status => status.Order);
        foreach (var _ in ids)
            await ClaimAsync(silent);

        var channel = RedisChannel.Literal(StatusKind.Transcript.Channel);
        var publishing = new List<Task>();
        for (var number = 0; number < Flood; number++)
        {
            var id = ids[number % Videos];
            publishing.Add(publisher.GetSubscriber().PublishAsync(
                channel, number % 500 == 0 ? Short($"short-{number / 500}") : Announced(id, stored[id]), number % 5000 == 4999 ? CommandFlags.None : CommandFlags.FireAndForget));
        }

        await Task.WhenAll(publishing);
        var awaited = ids.Concat(Enumerable.Range(0, Flood / 500).Select(number => $"short-{number}")).ToHashSet();
        while (awaited.Count > 0)
        {
            var item = await stream.ReadUntilAsync(item => item.Status is "processing" or "completed" && item.Name == "transcript");
            awaited.Remove(item.Data.GetProperty("videoId").GetString()!);
        }

        await Wait.For(async () => (await ReportAsync(app)).GetProperty("hearing").GetBoolean(), "the app to have caught up");
        var report = await ReportAsync(app);
        var messages = report.GetProperty("messages");
        Assert.InRange(messages.GetProperty("shed").GetInt64(), 1, Flood + messages.GetProperty("announced").GetInt64()); // the app announces what it stores
        Assert.True(report.GetProperty("gaps").GetInt64() >= 1);
        Assert.Contains("messages wait on transcript:status", app.Output, StringComparison.Ordinal);
    }

    private static string Announced(string id, long revision) => $$"""{"videoId":"{{id}}","language":"en","status":"queued","timestamp":1,"revision":{{revision}}}""";

    private static string Short(string id) => $$"""{"videoId":"{{id}}","status":"completed","timestamp":1,"data":{"formatted_text":"Short."} }""";

    private static Task<JsonElement> ReportAsync(AppProcess app) => app.Client.GetFromJsonAsync<JsonElement>("/api/diagnostics", Cancel);
}
