using BlazorApp.EventStream;
using BlazorApp.Status;
using Pipeline.Announcements;
using Pipeline.Redis;
using Pipeline.Status;
using StackExchange.Redis;

namespace BlazorApp.Diagnostics;

/// <summary>Gathers the figures of every hop.</summary>
public sealed class DiagnosticsReader(
    RedisConnection redis,
    LiveHealth health,
    ListenerCounters listener,
    StatusFeed feed,
    FeedCounters counters,
    AnnouncementCounters announcements,
    CircuitCount circuits,
    EventStreamCount streams,
    DiagnosticsHistory history,
    CanaryCounters canary,
    TimeProvider clock)
{
    // A page waits for this; that Redis does not answer is told beside it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Reads them now. Asks Redis who listens; all else is at hand.</summary>
    public async Task<DiagnosticsReport> ReadAsync(CancellationToken cancellationToken)
    {
        var report = health.Report;
        return new DiagnosticsReport
        {
            At = clock.GetUtcNow(),
            RedisAddress = redis.Address,
            RedisReachable = redis.Usable is not null,
            Hearing = report.Hearing,
            DatabaseReachable = report.DatabaseReachable,
            Subscriptions = report.Subscriptions,
            Channels = await ReadChannelsAsync(cancellationToken),
            Messages = new MessageReport(
                announcements.Published,
                announcements.Unheard,
                announcements.Failed,
                announcements.Swept,
                counters.Received,
                listener.Shed,
                counters.Rejected,
                counters.ShortForms,
                counters.Published,
                counters.Late,
                counters.Resynced,
                counters.Delivered),
            Now = history.Newest is { } newest ? NowReport.Of(newest, history.RecentResets) : null,
            Canary = canary.Report,
            LastMessage = counters.LastReceived,
            LastProbe = listener.LastProbe,
            ProbeRoundTrip = listener.ProbeRoundTrip,
            Gaps = listener.Gaps,
            RebuiltConnections = redis.Replacements,
            Workers = report.Workers,
            HeapBytes = GC.GetTotalMemory(forceFullCollection: false),
            Circuits = circuits.Connected,
            EventStreams = streams.Open,
            EventStreamReads = streams.Reads,
            EventStreamResets = streams.Resets,
            EventStreamsTooSlow = streams.TooSlow,
            Watchers = feed.Subscribers,
        };
    }

    private async Task<IReadOnlyList<ChannelReport>> ReadChannelsAsync(CancellationToken cancellationToken)
    {
        var server = redis.Usable?.GetServers().FirstOrDefault(server => server.IsConnected);
        var channels = new List<ChannelReport>();
        foreach (var kind in StatusKind.All)
            channels.Add(new ChannelReport(kind.Channel, server is null ? null : await CountAsync(server, kind, cancellationToken)));
        return channels;
    }

    private static async Task<long?> CountAsync(IServer server, StatusKind kind, CancellationToken cancellationToken)
    {
        try
        {
            return await server.SubscriptionSubscriberCountAsync(RedisChannel.Literal(kind.Channel)).WaitAsync(Patience, cancellationToken);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException)
        {
            return null; // Redis went away meanwhile, and the report says so beside this
        }
    }
}
