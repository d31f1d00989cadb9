using System.Text;
using Pipeline.Status;
using Pipeline.Storage;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Live;

/// <summary>What the tests of event streams do, over and over.</summary>
public abstract class StreamTest<T>(T live)
    where T : StreamFixture
{
    private const int RowsPerTransaction = 100;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected T Live { get; } = live;

    private StatusWriter Writer => Live.Worker.Get<StatusWriter>();

    protected static string NewId() => $"{Guid.NewGuid():N}";

    protected static IReadOnlyList<string> NewIds(int count) => [.. Enumerable.Range(0, count).Select(_ => NewId())];

    protected static StatusKey Transcript(string videoId) => new(videoId, StatusKind.Transcript, "en");

    /// <summary>Makes videos known whose transcripts some other program is working on.</summary>
    protected Task AddAsync(IReadOnlyList<string> ids) => ForEachChunkAsync(ids, async (changes, id) =>
    {
        changes.Database.Videos.Add(new VideoRow { Id = id, Title = id, Language = "en", CreatedAt = changes.Now });
        var row = new StatusRow { VideoId = id, Kind = StatusKind.Transcript, Language = "en", State = StatusState.Processing, External = true };
        changes.Database.Statuses.Add(row);
        await changes.StampAsync(row, cancellationToken: Cancel);
    });

    /// <summary>Says that the transcripts have come that far.</summary>
    protected Task ReportAsync(IReadOnlyList<string> ids, double progress) => ForEachChunkAsync(ids, async (changes, id) =>
    {
        var row = await changes.FindAsync(Transcript(id), Cancel);
        row!.Progress = progress;
        await changes.StampAsync(row, cancellationToken: Cancel);
    });

    /// <summary>Completes the transcripts, or replaces their text.</summary>
    protected Task CompleteAsync(IReadOnlyList<string> ids, string text) => ForEachChunkAsync(ids, async (changes, id) =>
    {
        var row = await changes.FindAsync(Transcript(id), Cancel);
        var result = await changes.Database.Results.FindAsync([id, StatusKind.Transcript, "en"], Cancel);
        if (result is null)
            changes.Database.Results.Add(result = new ResultRow { VideoId = id, Kind = StatusKind.Transcript, Language = "en", Text = text, Bytes = 0 });
        (result.Text, result.Bytes) = (text, Encoding.UTF8.GetByteCount(text));
        (row!.State, row.Progress) = (StatusState.Completed, 1);
        await changes.StampAsync(row, text, cancellationToken: Cancel);
    });

    /// <summary>Changes one transcript in a transaction that stays open until the test ends it, as a slow writer's would.</summary>
    /// <returns>The revision and the position that it took.</returns>
    protected Task<(long Revision, long Position)> HoldChangeAsync(string id, TaskCompletionSource stamped, Task end) => Writer.ChangeAsync(
        async changes =>
        {
            var row = await changes.FindAsync(Transcript(id), Cancel);
            row!.Progress = 0.5;
            await changes.StampAsync(row, cancellationToken: Cancel);
            stamped.TrySetResult();
            await end;
            return (row.Revision, row.Position);
        },
        Cancel);

    /// <summary>The revisions that the store holds now.</summary>
    protected async Task<Dictionary<string, long>> ReadRevisionsAsync(IReadOnlyCollection<string> ids) =>
        (await Live.Worker.Store.GetStatusesAsync(ids, Cancel)).Statuses.ToDictionary(status => status.Key.VideoId, status => status.Order);

    /// <summary>Reads until the stream has told the last revision of each of the videos, never an older one after a newer one.</summary>
    /// <returns>How many changes of them it told meanwhile, and how many resets.</returns>
    protected static async Task<(int Changes, int Resets)> ReadUntilTrueAsync(EventStreamClient stream, IReadOnlyDictionary<string, long> truth)
    {
        var (told, changes, resets) = (new Dictionary<string, long>(), 0, 0);
        var behind = truth.Count;
        while (behind > 0)
        {
            var item = await stream.ReadUntilAsync(item => item.Revision is not null || item.Name == "reset");
            if (item.Name == "reset")
            {
                resets++;
                continue;
            }

            var id = item.Data.GetProperty("videoId").GetString()!;
            if (!truth.TryGetValue(id, out var last))
                continue;
            changes++;
            var before = told.GetValueOrDefault(id);
            Assert.True(item.Revision >= before, $"Revision {item.Revision} of {id} came after {before}.");
            told[id] = item.Revision!.Value;
            behind -= before < last && item.Revision == last ? 1 : 0;
        }

        return (changes, resets);
    }

    /// <summary>The next cursor that the stream hands out.</summary>
    protected static async Task<string> ReadCursorAsync(EventStreamClient stream) => (await stream.ReadUntilAsync(item => item.Id is not null)).Id!;

    /// <summary>Where a reader stands that has the snapshot of everything.</summary>
    protected static async Task<string> TakeCursorAsync(AppProcess app)
    {
        using var stream = await EventStreamClient.OpenAsync(app.Client, "/api/sse");
        return (await stream.ReadUntilAsync(item => item.Name == "ping")).Id!;
    }

    // Transactions are small, as Live's own are. While one is announced the next one commits; with more of them at a time, a writer of
    // SQLite, where nobody queues, may wait for longer than it does.
    private Task ForEachChunkAsync(IReadOnlyList<string> ids, Func<ChangeSet, string, Task> change) => Parallel.ForEachAsync(
        ids.Chunk(RowsPerTransaction),
        new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = Cancel },
        async (chunk, cancellationToken) => await Writer.ChangeAsync(
            async changes =>
            {
                foreach (var id in chunk)
                    await change(changes, id);
                return true;
            },
            cancellationToken));
}
