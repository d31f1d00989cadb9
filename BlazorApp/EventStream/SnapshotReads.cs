using BlazorApp.Status;
using Microsoft.Extensions.Options;
using Pipeline.Storage;

namespace BlazorApp.EventStream;

/// <summary>
/// Reads the store for all readers of the event stream, in rounds: what is asked for while a round is under way waits for the
/// next one, which asks the database once for everybody who wants the same. Thousands of readers that come back at once cost as
/// many queries as there are differences between them, and each status is encoded once a query.
/// </summary>
/// <remarks>A round that began before a reader subscribed never answers it: a change between the two would be lost.</remarks>
internal sealed class SnapshotReads(
    VideoStore store, StreamEpoch epoch, StatusFeed feed, EventStreamCount count, IOptions<EventStreamOptions> options, IHostApplicationLifetime lifetime) : IAsyncDisposable
{
    // Bounds what one query brings into memory; a reader that names more videos is answered by a query of its own.
    private const int IdsPerQuery = 500;
    private const int QueriesAtOnce = 4;

    private readonly Lock gate = new();
    private readonly Dictionary<SnapshotRequest, WeakReference<StatusPage>> recent = [];
    private List<WaitingReader> waiting = [];
    private bool running;
    private Task rounds = Task.CompletedTask;
    private long round;

    /// <summary>The round that began last. Noted after subscribing, it tells which rounds may answer.</summary>
    public long Round => Volatile.Read(ref round);

    /// <summary>Reads what is asked for.</summary>
    /// <param name="request">What.</param>
    /// <param name="after">The <see cref="Round"/> noted after subscribing; what was read in a later one may answer.</param>
    /// <param name="cancellationToken">Abandons the wait, not the reading.</param>
    /// <returns>The statuses; null when the request's position has not been reached by this database.</returns>
    /// <exception cref="System.Data.Common.DbException">The database does not answer.</exception>
    public Task<StatusPage?> ReadAsync(SnapshotRequest request, long after, CancellationToken cancellationToken)
    {
        var reader = new WaitingReader(request);
        lock (gate)
        {
            if (FindRecent(request) is { } page && page.Round > after)
                return Task.FromResult<StatusPage?>(page);
            waiting.Add(reader);
            if (!running)
            {
                running = true;
                rounds = Task.Run(RunAsync, CancellationToken.None);
            }
        }

        return reader.Answer.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Waits until nothing reads any more: a reading whose readers have left goes on without them, and would outlive its database.</summary>
    public async ValueTask DisposeAsync()
    {
        Task last;
        lock (gate)
            last = rounds;
        await last;
    }

    private async Task RunAsync()
    {
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = QueriesAtOnce };
        while (BeginRound() is { } readers)
            await Parallel.ForEachAsync(Gather(readers), atOnce, async (query, _) => await AnswerAsync(query));
    }

    private List<WaitingReader>? BeginRound()
    {
        lock (gate)
        {
            if (waiting.Count == 0)
            {
                running = false;
                return null;
            }

            round++;
            foreach (var (request, _) in recent.Where(entry => !entry.Value.TryGetTarget(out _)).ToList())
                recent.Remove(request);
            return Interlocked.Exchange(ref waiting, []);
        }
    }

    /// <summary>Puts those together that one query answers: equal requests about all videos, and requests about some videos.</summary>
    private static IEnumerable<List<WaitingReader>> Gather(List<WaitingReader> readers)
    {
        foreach (var equal in readers.Where(reader => reader.Request.VideoIds is null).GroupBy(reader => reader.Request))
            yield return [.. equal];

        var (together, ids) = (new List<WaitingReader>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var reader in readers.Where(reader => reader.Request.VideoIds is not null))
        {
            if (together.Count > 0 && ids.Count + reader.Request.VideoIds!.Count(id => !ids.Contains(id)) > IdsPerQuery)
            {
                yield return together;
                (together, ids) = ([], new HashSet<string>(StringComparer.Ordinal));
            }

            together.Add(reader);
            ids.UnionWith(reader.Request.VideoIds!);
        }

        if (together.Count > 0)
            yield return together;
    }

    private async Task AnswerAsync(List<WaitingReader> readers)
    {
        try
        {
            var page = await QueryAsync(readers, lifetime.ApplicationStopping);
            foreach (var reader in readers)
                reader.Answer.TrySetResult(page?.For(reader.Request));
        }
        catch (Exception exception)
        {
            foreach (var reader in readers)
                reader.Answer.TrySetException(exception);
        }
    }

    private async Task<StatusPage?> QueryAsync(List<WaitingReader> readers, CancellationToken cancellationToken)
    {
        count.AddRead();
        var (ids, since) = readers[0].Request;
        var snapshot = ids is not null
            ? await store.GetStatusesAsync(readers.SelectMany(reader => reader.Request.VideoIds!).ToHashSet(StringComparer.Ordinal), cancellationToken)
            : since is { } position
                ? await store.GetStatusesSinceAsync(position, videoIds: null, options.Value.ResumePage, cancellationToken)
                : await store.GetOpenStatusesAsync(options.Value.SnapshotSize, cancellationToken);
        if (snapshot is null)
            return null;

        feed.NoteStored(snapshot.Statuses);
        var of = await epoch.ReadAsync(cancellationToken);
        var page = new StatusPage([.. snapshot.Statuses.Select(status => StoredStatus.Of(status, snapshot, of))], snapshot.Cursor, snapshot.Next, Round);
        if (ids is null)
            Remember(readers[0].Request, page);
        return page;
    }

    // A page is kept by the streams that are sending it and by nobody else. Readers that come back together go through the same
    // pages, one a little behind the other.
    private void Remember(SnapshotRequest request, StatusPage page)
    {
        lock (gate)
            recent[request] = new WeakReference<StatusPage>(page);
    }

    private StatusPage? FindRecent(SnapshotRequest request) =>
        recent.TryGetValue(request, out var reference) && reference.TryGetTarget(out var page) ? page : null;

    private sealed class WaitingReader(SnapshotRequest request)
    {
        public SnapshotRequest Request { get; } = request;

        public TaskCompletionSource<StatusPage?> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
