using Microsoft.EntityFrameworkCore;
using Pipeline.Status;
using Pipeline.Storage;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Storage;

/// <summary>What a reader that was away gets to read.</summary>
public abstract class ReadingChanges(TestDatabase database) : StoreTest(database)
{
    [Fact]
    public async Task Pages_hold_every_status_once_and_end_at_the_end_of_a_transaction()
    {
        await using var host = await StartAsync();
        var before = await host.Store.GetCursorAsync(Cancel);
        for (var transaction = 0; transaction < 12; transaction++)
            await ChangeAsync(host, Enumerable.Range(transaction * 50, 50).Select(number => $"talk-{number}"));

        var read = new List<StatusChange>();
        var pages = 0;
        for (long? from = before; from is { } position; pages++)
        {
            var page = (await host.Store.GetStatusesSinceAsync(position, null, VideoStore.LeastPage, Cancel))!;
            Assert.InRange(page.Statuses.Count, 1, VideoStore.LeastPage);
            Assert.DoesNotContain(page.Statuses, status => read.Any(earlier => earlier.Key == status.Key));
            read.AddRange(page.Statuses);
            from = page.Next;
        }

        Assert.Equal(600, read.Count);
        Assert.True(pages > 3);
        Assert.Equal(read.Select(status => (status.Position, status.Order)).Order(), read.Select(status => (status.Position, status.Order)));
    }

    [Fact]
    public async Task Reader_that_was_away_gets_the_newest_of_each_and_nothing_of_what_did_not_change()
    {
        await using var host = await StartAsync();
        await ChangeAsync(host, ["still", "moving"]);
        var cursor = await SettledAsync(host, "still");
        await ChangeAsync(host, ["moving"]);
        await ChangeAsync(host, ["moving", "new"]);

        var page = (await host.Store.GetStatusesSinceAsync(cursor, null, VideoStore.LeastPage, Cancel))!;
        var moving = (await host.Store.GetStatusesSinceAsync(cursor, ["moving", "still"], VideoStore.LeastPage, Cancel))!;

        Assert.Equal(["moving", "new"], page.Statuses.Select(status => status.Key.VideoId).Order());
        Assert.Null(page.Next);
        Assert.Equal((await ReadAsync(host, Transcript("moving"))).Revision, Assert.Single(moving.Statuses).Order);
        Assert.Empty((await host.Store.GetStatusesSinceAsync(await SettledAsync(host, "new"), null, VideoStore.LeastPage, Cancel))!.Statuses);
    }

    [Fact]
    public async Task Position_that_was_not_reached_yet_is_refused()
    {
        await using var host = await StartAsync();
        await ChangeAsync(host, ["talk"]);
        var cursor = await host.Store.GetCursorAsync(Cancel);

        Assert.NotNull(await host.Store.GetStatusesSinceAsync(cursor, null, VideoStore.LeastPage, Cancel));
        Assert.Null(await host.Store.GetStatusesSinceAsync(cursor + 1_000_000, null, VideoStore.LeastPage, Cancel));
        Assert.Null(await host.Store.GetStatusesSinceAsync(-1, null, VideoStore.LeastPage, Cancel));
    }

    [Fact]
    public async Task Announced_cursor_stays_below_what_is_owed()
    {
        await using var host = await StartAsync();
        await ChangeAsync(host, ["announced"]);
        await NoteAnnouncedAsync(host);
        await SettledAsync(host, "announced");
        Assert.True(await host.Store.GetAnnouncedCursorAsync(Cancel) >= await PositionAsync(host, "announced"));

        await ChangeAsync(host, ["owed"]);
        await ChangeAsync(host, ["owed later"]);
        await SettledAsync(host, "owed later");

        Assert.Equal(await PositionAsync(host, "owed") - 1, await host.Store.GetAnnouncedCursorAsync(Cancel));
        Assert.Equal(["owed", "owed later"], (await host.Store.GetUnannouncedAsync(10, Cancel)).Select(status => status.Key.VideoId));
        Assert.Equal(["owed"], (await host.Store.ReadUnannouncedAsync([Transcript("owed"), Transcript("announced")], Cancel)).Select(status => status.Key.VideoId));
    }

    [Fact]
    public async Task Epoch_stays_the_same_from_start_to_start()
    {
        string epoch;
        await using (var first = await StartAsync())
            epoch = await first.Store.GetEpochAsync(Cancel);

        await using var second = await StartAsync();

        Assert.Matches("^[0-9a-f]{8}$", epoch);
        Assert.Equal(epoch, await second.Store.GetEpochAsync(Cancel));
    }

    /// <summary>
    /// The cursor, once it has come to the video's last change. Transactions of other tests on the same server hold it back while they run.
    /// </summary>
    private static async Task<long> SettledAsync(PipelineHost host, string videoId)
    {
        var position = await PositionAsync(host, videoId);
        await Wait.For(async () => await host.Store.GetCursorAsync(Cancel) >= position, $"the cursor to come to {videoId}");
        return await host.Store.GetCursorAsync(Cancel);
    }

    private static async Task<long> PositionAsync(PipelineHost host, string videoId) =>
        (await host.Store.GetStatusesAsync([videoId], Cancel)).Statuses.Single().Position;

    /// <summary>Changes the transcripts of the videos in one transaction.</summary>
    protected static Task<bool> ChangeAsync(PipelineHost host, IEnumerable<string> videoIds) =>
        host.Get<StatusWriter>().ChangeAsync(async changes =>
        {
            foreach (var id in videoIds)
                await StampAsync(changes, id);
            return true;
        }, Cancel);

    /// <summary>Changes the transcript of the video in the transaction that is under way.</summary>
    protected static async Task StampAsync(ChangeSet changes, string videoId)
    {
        if (await changes.Database.Videos.FindAsync([videoId], Cancel) is null)
            changes.Database.Videos.Add(new VideoRow { Id = videoId, Title = videoId, Language = "en", CreatedAt = changes.Now });
        var row = await changes.FindAsync(Transcript(videoId), Cancel);
        if (row is null)
            changes.Database.Statuses.Add(row = new StatusRow { VideoId = videoId, Kind = StatusKind.Transcript, Language = "en" });
        await changes.StampAsync(row, cancellationToken: Cancel);
    }

    private static async Task NoteAnnouncedAsync(PipelineHost host)
    {
        await using var context = await host.Get<IDbContextFactory<LiveDbContext>>().CreateDbContextAsync(Cancel);
        await context.Statuses.ExecuteUpdateAsync(row => row.SetProperty(status => status.AnnouncedRevision, status => status.Revision), Cancel);
    }
}

public sealed class ReadingChangesOnSqlite() : ReadingChanges(new SqliteFile());

/// <summary>Also what only a database with several writers can get wrong.</summary>
public sealed class ReadingChangesOnPostgres(PostgresFixture postgres) : ReadingChanges(postgres.New())
{
    [Fact]
    public async Task Change_that_commits_after_a_later_one_is_above_every_cursor_handed_out_before()
    {
        await using var host = await StartAsync();
        var (stamped, commit) = (new TaskCompletionSource(), new TaskCompletionSource());
        var slow = host.Get<StatusWriter>().ChangeAsync(async changes =>
        {
            await StampAsync(changes, "slow");
            stamped.TrySetResult();
            await commit.Task;
            return true;
        }, Cancel);
        await stamped.Task.WaitAsync(Wait.Patience, Cancel);

        // It does not wait for the one that is under way.
        await ChangeAsync(host, ["quick"]).WaitAsync(Wait.Patience, Cancel);
        var cursor = await host.Store.GetCursorAsync(Cancel);
        var page = (await host.Store.GetStatusesSinceAsync(0, null, VideoStore.LeastPage, Cancel))!;
        commit.SetResult();
        await slow;

        var quick = Assert.Single(page.Statuses);
        Assert.Equal("quick", quick.Key.VideoId);
        Assert.True((await ReadAsync(host, Transcript("slow"))).Revision < quick.Order, "The later revision was not committed first.");
        foreach (var resumed in (long[])[cursor, page.Cursor, page.CursorAt(quick)])
        {
            var missed = (await host.Store.GetStatusesSinceAsync(resumed, null, VideoStore.LeastPage, Cancel))!;
            Assert.Contains(missed.Statuses, status => status.Key.VideoId == "slow");
        }
    }

    [Fact]
    public async Task Claim_passes_over_what_another_claim_is_about_to_take()
    {
        await using var host = await StartAsync();
        await SubmitAsync(host, "first");
        await SubmitAsync(host, "second");
        await using var context = await host.Get<IDbContextFactory<LiveDbContext>>().CreateDbContextAsync(Cancel);
        await using var claiming = await context.BeginWriteAsync(Cancel);
        var taken = (await context.LockFirstWaitingAsync(Cancel))!.VideoId;

        var job = await ClaimAsync(host).WaitAsync(Wait.Patience, Cancel);

        Assert.NotEqual(taken, job.Key.VideoId);
        Assert.Null(await host.Jobs.ClaimAsync("worker-2", Cancel));
    }

    [Fact]
    public async Task Database_that_was_moved_to_another_server_begins_a_new_epoch()
    {
        string epoch;
        await using (var here = await StartAsync())
        {
            epoch = await here.Store.GetEpochAsync(Cancel);
            await ChangeAsync(here, ["talk"]);
            await using var context = await here.Get<IDbContextFactory<LiveDbContext>>().CreateDbContextAsync(Cancel);
            await context.Epochs.ExecuteUpdateAsync(row => row.SetProperty(stored => stored.Server, "another"), Cancel);
        }

        await using var moved = await StartAsync();

        Assert.NotEqual(epoch, await moved.Store.GetEpochAsync(Cancel));
        Assert.Equal(0, (await moved.Store.GetStatusesAsync(["talk"], Cancel)).Statuses.Single().Position);
    }
}
