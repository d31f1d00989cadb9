using Pipeline.Status;

namespace Benchmarks.Faults.Traffic;

/// <summary>
/// A program of somebody else's that reports by short forms alone: about videos that nobody submitted, and about some that
/// were. What nobody heard (<c>PUBLISH</c> answers 0) it publishes again, as the contract asks of it.
/// </summary>
internal sealed class OutsideProgram(VideoIds videos, int redisPort)
{
    private static readonly TimeSpan WorksFor = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan AgainAfter = TimeSpan.FromMilliseconds(500);

    private int published;

    /// <summary>How many of its messages were heard.</summary>
    public int Published => Volatile.Read(ref published);

    /// <summary>Reports about one video after another, one each interval.</summary>
    public async Task RunAsync(TimeSpan interval, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(interval);
        for (var number = 0; number < videos.Published.Count; number++)
        {
            await ReportAsync(videos.Published[number], cancellationToken);
            if (number % 3 == 2)
                await ReportAsync(videos.Submitted[number], cancellationToken);
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private async Task ReportAsync(string id, CancellationToken cancellationToken)
    {
        await PublishAsync(id, "processing", "", cancellationToken);
        await Task.Delay(WorksFor, cancellationToken);
        await PublishAsync(id, "completed", ""","data":{"formatted_text":"From outside."}""", cancellationToken);
    }

    private async Task PublishAsync(string id, string status, string more, CancellationToken cancellationToken)
    {
        while (true)
        {
            var message = $$"""{"videoId":"{{id}}","status":"{{status}}","timestamp":{{DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()}}{{more}}}""";
            if (await RedisCommand.SendAsync(redisPort, ["PUBLISH", StatusKind.Transcript.Channel, message]) is { } answer and not ":0")
            {
                Interlocked.Increment(ref published);
                return;
            }

            await Task.Delay(AgainAfter, cancellationToken);
        }
    }
}
