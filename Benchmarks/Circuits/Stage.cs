using Pipeline.Jobs;
using Pipeline.Status;
using StackExchange.Redis;
using Tests.Fixtures;

namespace Benchmarks.Circuits;

/// <summary>What is watched: videos whose transcripts are being made, and announcements about them as a worker publishes them.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private const int Lines = 20;

    private readonly PipelineHost host;
    private readonly ConnectionMultiplexer redis;
    private long revision;

    private Stage(PipelineHost host, ConnectionMultiplexer redis) => (this.host, this.redis) = (host, redis);

    /// <summary>Settings that every process of the measurement needs: nobody takes a made-up job over.</summary>
    public static IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?> { ["Jobs__Lease"] = "01:00:00" };

    /// <summary>Makes a video with twenty lines, named <c>watched</c>, and as many as asked for with none.</summary>
    public static async Task<Stage> SetAsync(string database, string redis, int videos, CancellationToken cancellationToken)
    {
        var stage = new Stage(
            await PipelineHost.StartAsync(database, redis, ("Jobs:Lease", "01:00:00")),
            await ConnectionMultiplexer.ConnectAsync(redis));
        for (var number = 0; number < videos; number++)
            await stage.BeginAsync($"many-{number}", cancellationToken);
        var job = await stage.BeginAsync("watched", cancellationToken);
        var segments = Enumerable.Range(0, Lines).Select(index => new Segment(
            index, index * 3.6, (index * 3.6) + 3.4, $"This is line {index}, and it is about as long as what people say between two breaths of air."));
        await stage.host.Jobs.ReportAsync(job, new JobProgress { Progress = 0.5, Stage = "transcribing", Segments = [.. segments] }, cancellationToken);
        stage.revision = await stage.host.Store.GetRevisionAsync(cancellationToken);
        return stage;
    }

    /// <summary>Publishes that a transcript has come to another stage.</summary>
    /// <returns>When Redis has passed it on.</returns>
    public Task PublishAsync(string videoId, string stageName, double progress) => redis.GetSubscriber().PublishAsync(
        RedisChannel.Literal(StatusKind.Transcript.Channel),
        System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(
            new StatusMessage
            {
                VideoId = videoId,
                Language = "en",
                Status = StatusState.Processing,
                Timestamp = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(),
                Revision = ++revision,
                Attempt = 1,
                Progress = progress,
                Stage = stageName,
                Worker = "benchmark",
                Segments = videoId == "watched" ? Lines : 0,
            },
            StatusJson.Wire.StatusMessage));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await redis.DisposeAsync();
        await host.DisposeAsync();
    }

    private async Task<Job> BeginAsync(string id, CancellationToken cancellationToken)
    {
        await host.Submissions.SubmitAsync(new VideoSource(id, Link: null), "en", $"A talk named {id}", cancellationToken);
        return (await host.Jobs.ClaimAsync("benchmark", cancellationToken))!;
    }
}
