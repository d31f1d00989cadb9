using System.Text;
using Microsoft.Extensions.Logging;
using Pipeline.Announcements;
using Pipeline.Jobs;
using Pipeline.Status;
using StackExchange.Redis;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Redis;

/// <summary>What announcing promises, whichever server it goes through.</summary>
public abstract class AnnouncerContract<T>(BackendFixture<T> fixture) : RedisContract<T>(fixture)
    where T : RedisBackend, new()
{
    [Fact]
    public async Task Submission_is_announced_on_the_channel_of_its_kind_and_the_receivers_are_counted()
    {
        await using var host = await StartConnectedAsync();
        var (connection, messages) = await HearAsync(Server, "transcript:status");
        await using var _ = connection;

        await SubmitAsync(host);

        var heard = Read(await NextAsync(messages));
        Assert.Equal(("talk", StatusState.Queued, "en"), (heard.VideoId, heard.Status, heard.Language));
        Assert.Equal((await ReadAsync(host, Transcript())).Revision, heard.Revision);
        Assert.Equal((1, 0, 0), (host.Counters.Published, host.Counters.Unheard, host.Counters.Failed));
        Assert.Empty(host.Log.At(LogLevel.Warning));
    }

    [Fact]
    public async Task Completion_is_announced_with_its_result_and_the_summary_it_queued()
    {
        await using var host = await StartConnectedAsync();
        var job = await SubmitAndClaimAsync(host);
        var (connection, transcripts) = await HearAsync(Server, "transcript:status");
        await using var _ = connection;
        var summaries = await connection.GetSubscriber().SubscribeAsync(RedisChannel.Literal("summary:status"));

        await host.Jobs.CompleteAsync(job, "Hello.", Cancel);

        var completed = Read(await NextAsync(transcripts));
        Assert.Equal((StatusState.Completed, "Hello."), (completed.Status, completed.Data?.FormattedText));
        var queued = Read(await NextAsync(summaries));
        Assert.Equal((StatusState.Queued, completed.Revision + 1), (queued.Status, queued.Revision));
    }

    [Fact]
    public async Task Announcing_to_nobody_is_one_warning_that_names_the_channel_until_somebody_hears()
    {
        await using var host = await StartConnectedAsync();

        await SubmitAsync(host, "one");
        await SubmitAsync(host, "two");

        var warning = Assert.Single(host.Log.At(LogLevel.Warning));
        Assert.Contains("transcript:status reached 0 receivers", warning, StringComparison.Ordinal);
        Assert.Equal((2, 2), (host.Counters.Published, host.Counters.Unheard));

        var (connection, messages) = await HearAsync(Server, "transcript:status");
        await using var _ = connection;
        await SubmitAsync(host, "three");

        Assert.Equal("three", Read(await NextAsync(messages)).VideoId);
        Assert.Equal(2, host.Counters.Unheard);
        Assert.Contains(host.Log.At(LogLevel.Information), entry => entry.Contains("transcript:status reaches 1 receivers again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whatever_a_worker_saves_is_announced_within_the_bounds_of_the_contract()
    {
        await using var host = await StartConnectedAsync();
        var job = await SubmitAndClaimAsync(host);
        var (connection, messages) = await HearAsync(Server, "transcript:status");
        await using var _ = connection;

        await host.Jobs.ReportAsync(
            job, new JobProgress { Progress = 0.5, Stage = new string('s', 500), Segments = Segments(0, 250), Title = new string('t', 500) }, Cancel);
        await host.Jobs.ReportAsync(
            job, new JobProgress { Progress = 0.6, Stage = "transcribing", Segments = [new Segment(250, 0, 1, new string('x', 300_000))] }, Cancel);
        await host.Jobs.FailAsync(job, new StatusError(new string('c', 500), new string('m', 50_000)), Cancel);

        var many = Read(await messages.ReadAsync(Cancel));
        Assert.Equal((250, 249), (many.Segments, many.Newest![^1].Index));
        Assert.InRange(many.Newest.Count, 1, StatusMessageReader.MaxNewest);
        Assert.Equal(StatusMessageReader.MaxTitleLength, many.Title!.Length);
        var large = await messages.ReadAsync(Cancel);
        Assert.InRange(((byte[])large.Message!).Length, 1, 16 * 1024);
        Assert.Equal((251, 0), (Read(large).Segments, Read(large).Newest!.Count));
        Assert.Equal(StatusState.Failed, Read(await messages.ReadAsync(Cancel)).Status);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(16 * 1024)]
    [InlineData(64 * 1024)]
    [InlineData(1024 * 1024)]
    public async Task Message_of_any_allowed_size_arrives_whole(int bytes)
    {
        var (connection, messages) = await HearAsync(Server, "transcript:status");
        await using var _ = connection;
        var sent = Encoding.ASCII.GetBytes(new string('x', bytes));

        Assert.Equal(1, await connection.GetSubscriber().PublishAsync(RedisChannel.Literal("transcript:status"), sent));

        Assert.Equal(bytes, ((byte[])(await NextAsync(messages)).Message!).Length);
    }

    [Fact]
    public async Task A_thousand_announcements_arrive_in_order()
    {
        await using var host = await StartConnectedAsync();
        var (connection, messages) = await HearAsync(Server, "transcript:status");
        await using var _ = connection;
        var changes = Enumerable.Range(1, 1000).Select(revision => new StatusChange(
            Transcript(), new StatusMessage { VideoId = "talk", Status = StatusState.Processing, Timestamp = 1, Revision = revision })).ToArray();

        Assert.Equal(1000, await host.Announcer.AnnounceAsync(changes));

        for (var revision = 1; revision <= 1000; revision++)
            Assert.Equal(revision, Read(await NextAsync(messages)).Revision);
    }

    private static StatusMessage Read(ChannelMessage message)
    {
        var (read, problem) = StatusMessageReader.Read((byte[])message.Message!, int.MaxValue);
        Assert.Null(problem);
        return read!;
    }
}

public sealed class AnnouncerOnGarnet(BackendFixture<GarnetServer> fixture) : AnnouncerContract<GarnetServer>(fixture);

public sealed class AnnouncerOnRedis(BackendFixture<RedisServer> fixture) : AnnouncerContract<RedisServer>(fixture);
