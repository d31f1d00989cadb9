using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Pipeline.Redis;
using Pipeline.Status;
using StackExchange.Redis;

namespace Pipeline.Announcements;

/// <summary>
/// Publishes changes that have been committed. It never fails: what Redis does not take stays behind in the row and the
/// <see cref="AnnouncementSweep"/>, of this process or another, announces it.
/// </summary>
public sealed partial class Announcer(RedisConnection redis, AnnouncementCounters counters, ILogger<Announcer> logger)
{
    private readonly ConcurrentDictionary<StatusKey, long> announced = new();
    private readonly ConcurrentDictionary<StatusKind, bool> unheard = new();

    /// <summary>Announces the changes, each on the channel of its kind, in the order given.</summary>
    /// <returns>How many of them Redis took.</returns>
    public async Task<int> AnnounceAsync(IReadOnlyCollection<StatusChange> changes)
    {
        if (changes.Count == 0)
            return 0;
        if (redis.Usable is not { } connection)
        {
            counters.AddFailed(changes.Count);
            return 0;
        }

        var taken = 0;
        var subscriber = connection.GetSubscriber();
        foreach (var change in changes)
        {
            try
            {
                var payload = JsonSerializer.SerializeToUtf8Bytes(change.Message, StatusJson.Wire.StatusMessage);
                var receivers = await subscriber.PublishAsync(RedisChannel.Literal(change.Key.Kind.Channel), payload);
                taken++;
                counters.AddPublished(change.Key.Kind, receivers);
                NoteReceivers(change.Key.Kind, receivers);
                if (change.Message.Revision is { } revision)
                    announced.AddOrUpdate(change.Key, revision, (_, known) => Math.Max(known, revision));
            }
            catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException)
            {
                counters.AddFailed(1);
                LogNotAnnounced(change.Key, change.Message.Revision, exception.Message);
            }
        }

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

    private void NoteReceivers(StatusKind kind, long receivers)
    {
        var heard = receivers > 0;
        var wasUnheard = unheard.GetValueOrDefault(kind);
        if (!heard && !wasUnheard)
            LogUnheard(kind.Channel);
        else if (heard && wasUnheard)
            LogHeardAgain(kind.Channel, receivers);
        else
            LogReceivers(kind.Channel, receivers);
        unheard[kind] = !heard;
    }

    [LoggerMessage(LogLevel.Warning, "Announcing on {Channel} reached 0 receivers: no app process is subscribed. Results are stored; pages stay behind until one subscribes")]
    private partial void LogUnheard(string channel);

    [LoggerMessage(LogLevel.Information, "Announcing on {Channel} reaches {Receivers} receivers again")]
    private partial void LogHeardAgain(string channel, long receivers);

    [LoggerMessage(LogLevel.Debug, "Announced on {Channel} to {Receivers} receivers")]
    private partial void LogReceivers(string channel, long receivers);

    [LoggerMessage(LogLevel.Warning, "Could not announce {Key} at revision {Revision}; the sweep will: {Reason}")]
    private partial void LogNotAnnounced(StatusKey key, long? revision, string reason);
}
