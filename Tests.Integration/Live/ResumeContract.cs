using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Live;

/// <summary>A reader that comes back gets the newest state of everything that changed: some of it perhaps twice, none of it never.</summary>
public abstract class ResumeContract(ResumeFixture live) : StreamTest<ResumeFixture>(live)
{
    [Theory]
    [InlineData("/api/sse/videos/{0}?")]
    [InlineData("/api/sse?video={0}&video={1}&")]
    [InlineData("/api/sse?")]
    public async Task Reader_that_was_cut_at_one_app_goes_on_at_another(string form)
    {
        var (id, untouched) = (NewId(), NewId());
        await AddAsync([id, untouched]);
        var path = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, id, untouched);
        string cursor;
        using (var stream = await EventStreamClient.OpenAsync(Live.One.Client, path))
            cursor = (await stream.ReadUntilAsync(item => item.Name == "ping")).Id!;

        await CompleteAsync([id], "Meanwhile.");
        using var byHeader = await EventStreamClient.OpenAsync(Live.Other.Client, path, cursor);
        using var byQuery = await EventStreamClient.OpenAsync(Live.Other.Client, $"{path}lastEventId={cursor}");

        foreach (var stream in (EventStreamClient[])[byHeader, byQuery])
        {
            // What was there before may come a second time: transactions of other tests hold the cursor back while they run.
            var told = await stream.ReadUntilAsync(item => item.IsOf(id) || item.Name == "reset");
            Assert.Equal(("completed", "Meanwhile."), (told.Status, told.Text));
            await stream.ReadUntilAsync(item => item.Name == "ping");
        }
    }

    [Fact]
    public async Task Reader_that_was_away_learns_that_a_video_was_deleted_and_later_that_it_was_had_back()
    {
        var id = NewId();
        await AddAsync([id]);
        await CompleteAsync([id], "All of it.");
        var (before, deletions) = (await TakeCursorAsync(Live.One), Live.Worker.Deletions);

        await deletions.DeleteAsync(id, Cancel);
        foreach (var path in (string[])["/api/sse", $"/api/sse/videos/{id}"])
        {
            using var stream = await EventStreamClient.OpenAsync(Live.Other.Client, path, before);
            var told = await stream.ReadUntilAsync(item => item.IsOf(id) && item.Data.TryGetProperty("deleted", out _));
            Assert.True(told.Data.GetProperty("deleted").GetBoolean());
            Assert.Null(told.Text);
        }

        using var fresh = await EventStreamClient.OpenAsync(Live.One.Client, $"/api/sse/videos/{id}");
        Assert.True((await fresh.ReadUntilAsync(item => item.IsOf(id))).Data.GetProperty("deleted").GetBoolean());
        await deletions.RestoreAsync(id, Cancel);
        var live = await fresh.ReadUntilAsync(item => item.IsOf(id) && !item.Data.TryGetProperty("deleted", out _));
        using var resumed = await EventStreamClient.OpenAsync(Live.Other.Client, "/api/sse", before);
        var restored = await resumed.ReadUntilAsync(item => item.IsOf(id));
        Assert.Equal(("All of it.", "All of it.", live.Revision), (live.Text, restored.Text, restored.Revision));
    }

    [Fact]
    public async Task Cursor_survives_a_restart_of_the_app()
    {
        var id = NewId();
        await AddAsync([id]);
        string cursor;
        await using (var app = await Live.StartAppAsync())
        {
            cursor = await TakeCursorAsync(app);
            await app.KillAsync();
        }

        await CompleteAsync([id], "While it was down.");
        await using var again = await Live.StartAppAsync();
        using var stream = await EventStreamClient.OpenAsync(again.Client, $"/api/sse/videos/{id}", cursor);

        Assert.Equal("While it was down.", (await stream.ReadChangeAsync()).Text);
    }

    [Theory]
    [InlineData("{0}-00000000")]
    [InlineData("9223372036854775807-{1}")]
    [InlineData("99999999999999999999-{1}")]
    [InlineData("-1-{1}")]
    [InlineData("{0}")]
    [InlineData("nonsense")]
    public async Task Cursor_that_cannot_be_served_gets_a_reset_and_the_snapshot(string form)
    {
        var id = NewId();
        await AddAsync([id]);
        var parts = (await TakeCursorAsync(Live.One)).Split('-');
        var cursor = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, parts[0], parts[1]);

        foreach (var path in (string[])[$"/api/sse/videos/{id}", "/api/sse"])
        {
            using var stream = await EventStreamClient.OpenAsync(Live.One.Client, path, cursor);

            var reset = await stream.ReadAsync();
            Assert.Equal(("reset", "unknown-cursor"), (reset!.Name, reset.Data.GetProperty("reason").GetString()));
            await stream.ReadUntilAsync(item => item.Status == "processing" && item.Data.GetProperty("videoId").GetString() == id);
        }
    }

    [Fact]
    public async Task Reader_that_was_away_while_10_000_statuses_changed_gets_the_newest_of_each_in_pages()
    {
        var cursor = await TakeCursorAsync(Live.One);
        var ids = NewIds(10_000);
        await AddAsync(ids);
        await ReportAsync([.. ids.Where((_, index) => index % 3 == 0)], progress: 0.3);
        var truth = await ReadRevisionsAsync(ids);
        var reads = await StreamFixture.CountAsync(Live.Other, "eventStreamReads");

        using var stream = await EventStreamClient.OpenAsync(Live.Other.Client, "/api/sse", cursor);

        Assert.Equal((10_000, 0), await ReadUntilTrueAsync(stream, truth));
        var end = await stream.ReadUntilAsync(item => item.Name == "ping");
        Assert.InRange(await StreamFixture.CountAsync(Live.Other, "eventStreamReads") - reads, 20, 30);
        using var again = await EventStreamClient.OpenAsync(Live.One.Client, "/api/sse", end.Id);
        Assert.Equal("ping", (await again.ReadUntilAsync(item => item.Name is "ping" or "reset")).Name);
    }
}

public sealed class ResumingOverSqlite(ResumingThroughSqlite live) : ResumeContract(live), IClassFixture<ResumingThroughSqlite>;

public sealed class ResumingOverPostgres(ResumingThroughPostgres live) : ResumeContract(live), IClassFixture<ResumingThroughPostgres>
{
    /// <summary>From which event the cursor is that the reader comes back with.</summary>
    public enum CutAfter
    {
        LiveEvent,
        PageOfMissed,
        PingAfterMissed,
    }

    [Theory]
    [InlineData(CutAfter.LiveEvent)]
    [InlineData(CutAfter.PageOfMissed)]
    [InlineData(CutAfter.PingAfterMissed)]
    public async Task Change_that_is_committed_after_a_later_one_was_told_is_not_lost(CutAfter cut)
    {
        var (slow, quick) = (NewId(), NewId());
        await AddAsync([slow, quick]);
        var before = await TakeCursorAsync(Live.One);
        using var stream = await EventStreamClient.OpenAsync(Live.One.Client, "/api/sse", before);
        var (stamped, end) = (new TaskCompletionSource(), new TaskCompletionSource());

        var held = HoldChangeAsync(slow, stamped, end.Task);
        await stamped.Task.WaitAsync(Wait.Patience, Cancel);
        await CompleteAsync([quick], "Quick.");
        var told = await stream.ReadUntilAsync(item => item.IsOf(quick) && item.Text == "Quick.");
        var cursor = told.Id!;
        if (cut != CutAfter.LiveEvent)
        {
            using var second = await EventStreamClient.OpenAsync(Live.Other.Client, "/api/sse", before);
            cursor = (await second.ReadUntilAsync(item => item.IsOf(quick) && item.Text == "Quick.")).Id!;
            if (cut == CutAfter.PingAfterMissed)
                cursor = (await second.ReadUntilAsync(item => item.Name == "ping")).Id!;
        }

        stream.Dispose();
        end.SetResult();
        var (revision, _) = await held;
        Assert.True(revision < told.Revision, "The change that is committed last has the lower revision.");
        using var resumed = await EventStreamClient.OpenAsync(Live.Other.Client, "/api/sse", cursor);

        var late = await resumed.ReadUntilAsync(item => item.IsOf(slow) && item.Revision == revision);
        Assert.Equal(0.5, late.Data.GetProperty("progress").GetDouble());
    }

    [Fact]
    public async Task Cursor_never_passes_a_transaction_that_was_open_when_catching_up_began()
    {
        var slow = NewId();
        var ids = NewIds(2000);
        await AddAsync([slow, .. ids]);
        await using var app = await Live.StartAppAsync(("EventStream__ResumePage", "200"));
        var before = await TakeCursorAsync(app);
        var (stamped, end) = (new TaskCompletionSource(), new TaskCompletionSource());
        var held = HoldChangeAsync(slow, stamped, end.Task);
        await stamped.Task.WaitAsync(Wait.Patience, Cancel);
        await CompleteAsync(ids, new string('x', 16_000)); // more than connections hold, so the last pages are not read yet

        using var stream = await EventStreamClient.OpenAsync(app.Client, "/api/sse", before);
        await stream.ReadChangeAsync();
        end.SetResult();
        var (revision, position) = await held;

        var late = await stream.ReadUntilAsync(item =>
        {
            var told = item.Revision == revision;
            Assert.True(told || item.Id is null || Position(item.Id) < position, $"{item.Id} was handed out before the change at {position} was told.");
            return told;
        });
        Assert.Equal(slow, late.Data.GetProperty("videoId").GetString());

        static long Position(string cursor) => long.Parse(cursor.Split('-')[0], System.Globalization.CultureInfo.InvariantCulture);
    }
}
