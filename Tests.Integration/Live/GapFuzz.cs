using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using CsCheck;
using Pipeline.Status;
using StackExchange.Redis;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Live;

/// <summary>Anything on the real channels of a real app. The seed is in the output of a failing run.</summary>
public sealed class GapFuzz : StoreTest
{
    private const int Messages = 100_000;
    private const int Together = 2500;

    // More of it would be kept if only a third of the second half's messages were.
    private const long FlatWithin = 8 * 1024 * 1024;

    private static readonly IReadOnlyDictionary<string, string?> Settings = new Dictionary<string, string?>
    {
        ["Feed__MailboxCapacity"] = "100000", // the stream is to see each status, and no reset
        ["Logging__LogLevel__BlazorApp.Status.StatusIntake"] = "Error", // fifty thousand warnings are fifty thousand lines
    };

    [Fact]
    public async Task Hundred_thousand_messages_of_any_kind_leave_the_app_as_it_was_and_each_valid_one_arrives()
    {
        var random = new PCG((uint)Random.Shared.Next());
        TestContext.Current.TestOutputHelper!.WriteLine($"Seed: {random}");
        FuzzedMessage[] messages = [.. Enumerable.Range(0, Messages).Select(_ => FuzzedMessage.Any.Generate(random, null, out var _))];
        await using var redis = new GarnetServer();
        await redis.StartAsync();
        await using var app = await AppProcess.StartAsync(redis.Address, DatabaseFile, Settings);
        await using var publisher = await ConnectionMultiplexer.ConnectAsync(redis.Address);
        using var stream = await EventStreamClient.OpenAsync(app.Client, "/api/sse");
        var hearing = HearAsync(stream, messages);

        var sent = 0;
        var revisions = new Dictionary<string, long>();
        sent += await PublishAsync(app, publisher, messages[..(Messages / 2)], sent, revisions);
        var half = await KeptAsync(app);
        sent += await PublishAsync(app, publisher, messages[(Messages / 2)..], sent, revisions);

        await hearing;
        await Wait.For(async () => await KeptAsync(app) < half + FlatWithin, $"the memory to be {half} bytes again");
        var report = await ReportAsync(app);
        var counts = report.GetProperty("messages");
        Assert.True(report.GetProperty("hearing").GetBoolean());
        Assert.Equal((0, 0), (counts.GetProperty("shed").GetInt64(), report.GetProperty("gaps").GetInt64()));
        Assert.True(counts.GetProperty("passedOn").GetInt64() >= messages.Count(message => message.IsValid));
        Assert.InRange(counts.GetProperty("rejected").GetInt64(), Messages / 4, Messages);
        Assert.DoesNotContain("was not passed on", app.Output, StringComparison.Ordinal);
    }

    private static async Task<int> PublishAsync(
        AppProcess app, ConnectionMultiplexer publisher, FuzzedMessage[] messages, int before, Dictionary<string, long> revisions)
    {
        var sent = 0;
        foreach (var together in messages.Chunk(Together))
        {
            var publishing = new List<Task>();
            foreach (var message in together)
            {
                var revision = revisions[message.VideoId] = revisions.GetValueOrDefault(message.VideoId) + 1;
                var id = message.Shape == FuzzedShape.ShortForm ? ShortId(before + sent) : message.VideoId;
                publishing.Add(publisher.GetSubscriber().PublishAsync(ChannelOf(message), message.Write(revision, id)));
                sent++;
            }

            await Task.WhenAll(publishing);
            // No flood: that is another test.
            await Wait.For(
                async () => (await ReportAsync(app)).GetProperty("messages").GetProperty("received").GetInt64() >= before + sent, "the app to keep up", TimeSpan.FromMinutes(1));
        }

        return sent;
    }

    /// <summary>Reads the stream until every valid message has been told, or a newer one of its status.</summary>
    private static async Task HearAsync(EventStreamClient stream, FuzzedMessage[] messages)
    {
        var left = messages.Where(message => message.Shape == FuzzedShape.Full).GroupBy(message => message.VideoId)
            .ToDictionary(group => group.Key, group => (Last: 0L, Awaited: LastRevision(messages, group.Key)));
        var shorts = messages.Index().Where(item => item.Item.Shape == FuzzedShape.ShortForm).Select(item => ShortId(item.Index)).ToHashSet();
        var silent = Stopwatch.GetTimestamp();
        while (left.Values.Any(status => status.Last < status.Awaited) || shorts.Count > 0)
        {
            var item = await stream.ReadAsync();
            Assert.True(item is not null, "The stream has ended.");
            Assert.NotEqual("reset", item.Name);
            if (!item.Data.TryGetProperty("videoId", out var video))
            {
                Assert.True(Stopwatch.GetElapsedTime(silent) < TimeSpan.FromMinutes(1), $"{shorts.Count} short forms and some others never came.");
                continue;
            }

            silent = Stopwatch.GetTimestamp();
            var id = video.GetString()!;
            shorts.Remove(id);
            if (item.Revision is not { } revision || !left.TryGetValue(id, out var status))
                continue;
            Assert.True(revision > status.Last, $"{id} went back from {status.Last} to {revision}.");
            left[id] = status with { Last = revision };
        }
    }

    private static long LastRevision(FuzzedMessage[] messages, string videoId)
    {
        var (revision, last) = (0L, 0L);
        foreach (var message in messages.Where(message => message.VideoId == videoId))
            last = ++revision is var now && message.Shape == FuzzedShape.Full ? now : last;
        return last;
    }

    private static async Task<long> KeptAsync(AppProcess app)
    {
        await GarbageCollection.InduceAsync(app.Id, Cancel);
        return (await ReportAsync(app)).GetProperty("heapBytes").GetInt64();
    }

    // A status has one channel, whatever the damage, and a video one kind.
    private static RedisChannel ChannelOf(FuzzedMessage message) => RedisChannel.Literal(StatusKind.All[message.Video % StatusKind.All.Count].Channel);

    private static string ShortId(int index) => $"short-{index}";

    private static Task<JsonElement> ReportAsync(AppProcess app) => app.Client.GetFromJsonAsync<JsonElement>("/api/diagnostics", Cancel);
}
