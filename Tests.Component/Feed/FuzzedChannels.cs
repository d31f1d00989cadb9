using System.Text;
using System.Text.Json.Nodes;
using BlazorApp.EventStream;
using BlazorApp.Status;
using CsCheck;
using Pipeline.Announcements;
using Pipeline.Status;
using Tests.Fixtures;
using Xunit;

namespace Tests.Component.Feed;

/// <summary>Anybody may publish anything on a channel. A failure prints the seed that repeats it.</summary>
public sealed class FuzzedChannels : FeedTest
{
    private const int Messages = 100_000;
    private const int Together = 500;
    private const int MaxBytes = 256 * 1024;

    [Fact]
    public async Task Whatever_is_published_no_exception_escapes_and_each_valid_message_between_arrives_in_order() =>
        await FuzzedMessage.Any.Array[Together].SampleAsync(ReadAndPassOnAsync, iter: Messages / Together, threads: 1);

    private async Task ReadAndPassOnAsync(FuzzedMessage[] messages)
    {
        var feed = NewFeed(capacity: 1024);
        using var subscriber = feed.Subscribe(StatusFilter.All);
        var revisions = new Dictionary<string, long>();
        foreach (var fuzzed in messages)
        {
            var revision = revisions[fuzzed.VideoId] = revisions.GetValueOrDefault(fuzzed.VideoId) + 1;
            var payload = fuzzed.Write(revision);

            var (message, problem) = StatusMessageReader.Read(payload, MaxBytes);
            Assert.Equal(message is null, problem is not null);
            AssertScanVouchesOnlyForWhatIsRead(payload, message);
            if (message is null)
            {
                Assert.False(fuzzed.IsValid, problem);
                _ = StatusMessageReader.CarriesRevision(payload);
                continue;
            }

            Assert.Equal(message.Revision is not null, StatusMessageReader.CarriesRevision(payload));
            feed.Publish(new StatusChange(Key(message.VideoId), message));
            var heard = (await TakeAsync(subscriber)).Events;
            if (fuzzed.IsValid)
                Assert.Equal((fuzzed.VideoId, message.Revision), (Assert.Single(heard).Change.Key.VideoId, heard[0].Change.Message.Revision));
            Assert.All(heard, item => Assert.False(item.Frame("00000000").Bytes.IsEmpty));
        }
    }

    private static void AssertScanVouchesOnlyForWhatIsRead(byte[] payload, StatusMessage? message)
    {
        if (!StatusMessageScan.TryScan(payload, MaxBytes, out var scanned))
            return;
        Assert.NotNull(message);
        Assert.Equal(
            (message.VideoId, message.Language ?? "", message.Status, message.Revision, message.Progress),
            (Encoding.UTF8.GetString(payload[scanned.VideoId]), Encoding.UTF8.GetString(payload[scanned.Language]), scanned.Status, scanned.Revision, scanned.Progress));
        if (!HeardAnnouncement.IsPassable(payload, scanned))
            return;
        AssertSaysTheSame(message, payload);
        AssertSaysTheSame(message with { Revision = null }, HeardAnnouncement.WithoutRevision(payload, scanned));
    }

    private static void AssertSaysTheSame(StatusMessage message, byte[] asItCame)
    {
        var cursor = new StreamCursor(1, "00000000");
        var (expected, actual) = (EventFrame.Encode(new StatusChange(Key(message.VideoId), message), cursor), EventFrame.Encode(StatusKind.Transcript, asItCame, cursor));
        Assert.True(JsonNode.DeepEquals(DataOf(expected), DataOf(actual)), Encoding.UTF8.GetString(actual));
    }

    private static JsonNode? DataOf(byte[] frame)
    {
        var lines = Encoding.UTF8.GetString(frame).Split('\n');
        Assert.Equal(5, lines.Length); // id, event, data, and the two after the last line feeds
        return JsonNode.Parse(lines[2]["data: ".Length..]);
    }
}
