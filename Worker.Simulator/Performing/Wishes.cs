using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pipeline.Demo;
using Pipeline.Jobs;
using StackExchange.Redis;

namespace Worker.Simulator.Performing;

/// <summary>What a demo asks of a job. It is heard in development only; elsewhere, and while Redis is away, the worker is as its options say.</summary>
public sealed partial class Wishes(DemoWishes wishes, IHostEnvironment environment, TimeProvider clock, ILogger<Wishes> logger)
{
    // A job that is claimed waits for it, and its lease runs.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    /// <summary>The wish about the job's video; null when there is none that can be granted.</summary>
    public async Task<DemoWish?> AboutAsync(Job job)
    {
        var video = job.Key.VideoId;
        if (!environment.IsDevelopment() || !video.StartsWith(DemoWishes.IdPrefix, StringComparison.Ordinal))
            return null;
        try
        {
            return await wishes.FindAsync(video).WaitAsync(Patience, clock);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException or JsonException)
        {
            LogUnheard(video, exception.Message);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "What the demo wishes of {Video} could not be read, so it is performed as usual: {Reason}")]
    private partial void LogUnheard(string video, string reason);
}
