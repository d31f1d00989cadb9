using System.Collections.Concurrent;
using System.Data.Common;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Pipeline.Jobs;
using Pipeline.Status;

namespace BlazorApp.Status;

/// <summary>
/// Stores short forms beside showing them, in the order in which they were heard. While the database is away they wait, and
/// nothing is lost as long as this process or another that heard them lives.
/// </summary>
public sealed partial class ShortFormStore(
    PublishedResults results, IOptions<ListenerOptions> options, TimeProvider clock, ILogger<ShortFormStore> logger) : BackgroundService
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(1);

    // A publisher whose clock is behind may say hundreds of them a second.
    private static readonly TimeSpan SaidAgainAfter = TimeSpan.FromMinutes(1);

    private readonly Channel<StatusChange> waiting = Channel.CreateBounded<StatusChange>(
        new BoundedChannelOptions(options.Value.StoreQueueCapacity) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });

    private readonly ConcurrentDictionary<StatusKey, StatusChange> lastHeard = new();
    private long? said; // when it was last said that one was ignored
    private int ignored; // since then

    /// <summary>How many wait to be stored.</summary>
    public int Waiting => waiting.Reader.Count;

    /// <summary>Hands a short form over; waits only while the queue is full.</summary>
    public ValueTask AddAsync(StatusChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        lastHeard[change.Key] = change;
        return waiting.Writer.WriteAsync(change, cancellationToken);
    }

    /// <summary>Stores what still waits, as long as the stopping process has time for it.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // The listener was started after this, so it has stopped already and adds no more.
        waiting.Writer.TryComplete();
        if (ExecuteTask is { } storing)
            await storing.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var change in waiting.Reader.ReadAllAsync(stoppingToken))
            await StoreAsync(change, stoppingToken);
    }

    private async Task StoreAsync(StatusChange change, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var outcome = await results.StoreAsync(change, cancellationToken);
                // It has been shown. Unless a later one has been shown since, the truth has to follow what was not stored.
                if (outcome != PublishedOutcome.Stored && lastHeard.GetValueOrDefault(change.Key) == change)
                {
                    await results.RepeatAsync(change, cancellationToken);
                    if (outcome == PublishedOutcome.Late)
                        NoteIgnored(change.Key);
                }

                lastHeard.TryRemove(KeyValuePair.Create(change.Key, change));
                return;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                if (exception is DbException)
                    LogAway(change.Key, exception.Message);
                else
                    LogNotStored(change.Key, exception);
                await Task.Delay(TryAgainAfter, clock, cancellationToken);
            }
        }
    }

    // Only of the last one heard about a status: what comes before a later one may have been stored by another process that was faster.
    private void NoteIgnored(StatusKey key)
    {
        ignored++;
        if (said is { } before && clock.GetElapsedTime(before) < SaidAgainAfter)
            return;
        LogIgnored(key, ignored);
        (said, ignored) = (clock.GetTimestamp(), 0);
    }

    [LoggerMessage(LogLevel.Information, "A short form about {Key} was ignored, because its timestamp is older than that of the one stored: "
        + "is its publisher's clock behind another one's? It is one of {Count} since this was last said")]
    private partial void LogIgnored(StatusKey key, int count);

    [LoggerMessage(LogLevel.Warning, "What was published about {Key} waits for the database: {Reason}")]
    private partial void LogAway(StatusKey key, string reason);

    [LoggerMessage(LogLevel.Warning, "Could not store what was published about {Key}; trying again")]
    private partial void LogNotStored(StatusKey key, Exception exception);
}
