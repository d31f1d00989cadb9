using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Pipeline.Observability;
using Pipeline.Redis;
using Pipeline.Status;
using StackExchange.Redis;

namespace Pipeline.Announcements;

/// <summary>
/// Publishes changes that have been committed. It never fails and never holds its caller up for long: what Redis does not
/// take, or does not confirm in time, stays behind in the row and the <see cref="AnnouncementSweep"/>, of this process or
/// another, announces it.
/// </summary>
public sealed partial class Announcer(RedisConnection redis, AnnouncementCounters counters, ILogger<Announcer> logger)
{
    // A confirmation takes a millisecond. Whoever saved something waits for no more than this, once: from then on the
    // connection is doubted, and nobody waits for it until it has answered.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<StatusKey, long> announced = new();
    private readonly ConcurrentDictionary<StatusKind, bool> unheard = new();

    /// <summary>Announces the changes, each on the channel of its kind, in the order given; waits a second at most.</summary>
    /// <returns>How many of them Redis has confirmed.</returns>
    public async Task<int> AnnounceAsync(IReadOnlyCollection<StatusChange> changes)
    {
        if (changes.Count == 0)
            return 0;
        if (redis.UsableLink is not { } link)
        {
            NoteNotTaken(changes, changes.Count);
            return 0;
        }

        // All are sent before the first confirmation is waited for; they share a socket, so they arrive in this order.
        var publishing = changes.Select(change => PublishAsync(link.Subscriber, change)).ToArray();
        await Task.WhenAll((IEnumerable<Task>)publishing).WaitAsync(Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (publishing.Count(publish => !publish.IsCompleted) is var unconfirmed and > 0)
        {
            // Should Redis confirm them after all, that is noted, and the sweep has less to do.
            redis.Doubt(link);
            LogUnconfirmed(unconfirmed, Patience.TotalSeconds);
        }

        var taken = publishing.Count(publish => publish is { IsCompletedSuccessfully: true, Result: true });
        if (taken < changes.Count)
            NoteNotTaken(changes, changes.Count - taken);
        return taken;
    }

    /// <summary>Hands over the revisions announced since the last call, for the sweep to note in the rows.</summary>
    internal IReadOnlyList<KeyValuePair<StatusKey, long>> TakeAnnounced()
    {
        var taken = announced.ToArray();
        // Removes only what was taken: a higher revision announced meanwhile stays for the next call.
        foreach (var entry in taken)
            announced.TryRemove(entry);
        return taken;
    }

    private async Task<bool> PublishAsync(ISubscriber subscriber, StatusChange change)
    {
        var kind = change.Key.Kind;
        using var span = LiveTraces.Announce(change);
        try
        {
            var message = span is null ? change.Message : change.Message with { Traceparent = span.Id };
            var payload = JsonSerializer.SerializeToUtf8Bytes(message, StatusJson.Wire.StatusMessage);
            var receivers = await subscriber.PublishAsync(RedisChannel.Literal(kind.Channel), payload);
            if (kind.IsSynthetic)
                return true; // counted by its sender, and owed to nobody
            counters.AddPublished(kind, receivers);
            NoteReceivers(kind, receivers);
            if (change.Message.Revision is { } revision)
                announced.AddOrUpdate(change.Key, revision, (_, known) => Math.Max(known, revision));
            return true;
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException)
        {
            span?.SetStatus(ActivityStatusCode.Error, exception.Message);
            LogNotAnnounced(change.Key, change.Message.Revision, exception.Message);
            return false;
        }
    }

    // A canary travels alone, and its sender counts what is lost.
    private void NoteNotTaken(IReadOnlyCollection<StatusChange> changes, int count)
    {
        if (!changes.All(change => change.Key.Kind.IsSynthetic))
            counters.AddFailed(count);
    }

    private void NoteReceivers(StatusKind kind, long receivers)
    {
        if (receivers == 0 && unheard.TryAdd(kind, true))
            LogUnheard(kind.Channel);
        else if (receivers > 0 && unheard.TryRemove(kind, out _))
            LogHeardAgain(kind.Channel, receivers);
        else
            LogReceivers(kind.Channel, receivers);
    }

    [LoggerMessage(LogLevel.Warning, "Announcing on {Channel} reached 0 receivers: no app process is subscribed. Results are stored; pages stay behind until one subscribes")]
    private partial void LogUnheard(string channel);

    [LoggerMessage(LogLevel.Information, "Announcing on {Channel} reaches {Receivers} receivers again")]
    private partial void LogHeardAgain(string channel, long receivers);

    [LoggerMessage(LogLevel.Debug, "Announced on {Channel} to {Receivers} receivers")]
    private partial void LogReceivers(string channel, long receivers);

    [LoggerMessage(LogLevel.Warning, "Could not announce {Key} at revision {Revision}; the sweep will: {Reason}")]
    private partial void LogNotAnnounced(StatusKey key, long? revision, string reason);

    [LoggerMessage(LogLevel.Warning, "Redis has not confirmed {Count} announcements within {Seconds} s; the sweep will see to them")]
    private partial void LogUnconfirmed(int count, double seconds);
}
