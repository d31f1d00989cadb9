using Microsoft.Extensions.Time.Testing;
using Pipeline.Jobs;
using Pipeline.Status;
using Pipeline.Storage;
using Tests.Fixtures;
using Tests.Integration.Search;
using Xunit;

namespace Tests.Integration.Jobs;

/// <summary>What becomes of a deleted video: it is had back, submitted anew, or gone.</summary>
public abstract class Restoring(TestDatabase database) : SearchTest(database)
{
    [Fact]
    public async Task What_was_completed_is_there_again_as_if_completed_anew()
    {
        await using var host = await StartAsync();
        await MakeAsync(host, "talk", "Bread", ["All about dough."], summary: "In short: yeast.");
        await host.Deletions.DeleteAsync("talk", Cancel);
        var deleted = (await StatusesAsync(host)).Max(status => status.Order);
        Assert.Empty(await FindAsync(host, "dough"));

        Assert.Equal(RequestOutcome.Accepted, await host.Deletions.RestoreAsync("talk", Cancel));

        var statuses = await StatusesAsync(host);
        Assert.All(statuses, status => Assert.Null(status.Message.Deleted));
        Assert.True(statuses.Min(status => status.Order) > deleted);
        Assert.Equal(["All about dough.", "In short: yeast."], statuses.Select(status => status.Message.Data!.Text).Order());
        Assert.Equal(["talk"], await FindAsync(host, "dough"));
        Assert.Equal(["talk"], await FindAsync(host, "yeast"));
        Assert.Single((await host.Get<LibraryStore>().GetPageAsync(new VideoQuery(10), Cancel)).Videos);
        Assert.Equal(RequestOutcome.Unknown, await host.Deletions.RestoreAsync("talk", Cancel));
        Assert.Equal(RequestOutcome.Unknown, await host.Deletions.RestoreAsync("nobody", Cancel));
    }

    [Fact]
    public async Task When_it_ended_stays_as_it_was()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await StartAsync(clock);
        await MakeAsync(host, "talk", "Bread", ["All about dough."]);
        var ended = await ReadAsync(host, Transcript());
        clock.Advance(TimeSpan.FromMinutes(1));
        await host.Deletions.DeleteAsync("talk", Cancel);
        Assert.All(await StatusesAsync(host), deletion => Assert.Equal(clock.GetUtcNow().ToUnixTimeMilliseconds(), deletion.Message.Timestamp));
        clock.Advance(TimeSpan.FromMinutes(1));

        await host.Deletions.RestoreAsync("talk", Cancel);

        var restored = await ReadAsync(host, Transcript());
        Assert.Equal((ended.Timestamp, ended.StartedAt), (restored.Timestamp, restored.StartedAt));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_the_deletion_stopped_goes_on_after_the_stored_segments(bool confirmed)
    {
        await using var host = await StartAsync();
        var job = await SubmitAndClaimAsync(host);
        await host.Jobs.ReportAsync(job, new JobProgress { Progress = 0.5, Stage = "transcribing", Segments = Segments(0, 4) }, Cancel);
        await host.Deletions.DeleteAsync("talk", Cancel);
        if (confirmed)
            Assert.True(await host.Jobs.ConfirmCancelledAsync(job, Cancel));

        await host.Deletions.RestoreAsync("talk", Cancel);

        var status = await ReadAsync(host, Transcript());
        Assert.Equal((StatusState.Queued, 4, null), (status.Status, status.Segments, status.Cancelling));
        Assert.False(await host.Jobs.ConfirmCancelledAsync(job, Cancel)); // it is no longer that worker's
        var next = await ClaimAsync(host, "worker-2");
        Assert.Equal((2, 4), (next.Attempt, next.Segments));
        Assert.True(await host.Jobs.CompleteAsync(next, "Hello.", Cancel));
        Assert.Equal(StatusState.Queued, (await ReadAsync(host, Summary())).Status);
    }

    [Fact]
    public async Task What_was_completed_while_it_was_deleted_is_kept_and_followed_by_its_summary()
    {
        await using var host = await StartAsync();
        var job = await SubmitAndClaimAsync(host);
        await host.Deletions.DeleteAsync("talk", Cancel);
        await host.Jobs.CompleteAsync(job, "All about dough.", Cancel);

        await host.Deletions.RestoreAsync("talk", Cancel);

        Assert.Equal("All about dough.", (await host.Results.GetAsync(Transcript(), Cancel))!.Text);
        Assert.Equal(Summary(), (await ClaimAsync(host)).Key);
        Assert.Equal(["talk"], await FindAsync(host, "dough"));
    }

    [Fact]
    public async Task What_a_person_had_cancelled_before_stays_cancelled()
    {
        await using var host = await StartAsync();
        var job = await SubmitAndClaimAsync(host);
        await host.Submissions.CancelAsync(Transcript(), Cancel);
        await host.Deletions.DeleteAsync("talk", Cancel);

        await host.Deletions.RestoreAsync("talk", Cancel);

        Assert.True((await ReadAsync(host, Transcript())).Cancelling);
        Assert.True(await host.Jobs.ConfirmCancelledAsync(job, Cancel));
        Assert.Equal(StatusState.Cancelled, (await ReadAsync(host, Transcript())).Status);
    }

    [Fact]
    public async Task Submitted_again_it_starts_over_and_nothing_old_is_left()
    {
        await using var host = await StartAsync();
        await MakeAsync(host, "talk", "Bread", ["All about dough."], summary: "In short: yeast.");
        await SubmitAsync(host, language: "tr");
        var late = await ClaimAsync(host);
        await host.Deletions.DeleteAsync("talk", Cancel);

        var submission = await SubmitAsync(host);

        Assert.True(submission.Created);
        Assert.Equal(("talk", null), (submission.Video.Title, submission.Video.DeletedAt));
        Assert.Equal(Transcript(), Assert.Single(submission.Video.Statuses).Key);
        var status = await ReadAsync(host, Transcript());
        Assert.Equal((StatusState.Queued, 0, 0), (status.Status, status.Segments, status.Progress));
        Assert.Null((await host.Results.GetAsync(Transcript(), Cancel))!.Text);
        Assert.Null(await host.Results.GetAsync(Summary(), Cancel));
        Assert.Empty(await FindAsync(host, "dough"));
        Assert.Equal(LeaseState.Lost, await host.Jobs.RenewAsync(late, Cancel));

        // What was deleted before does not come back with what is deleted now.
        await host.Deletions.DeleteAsync("talk", Cancel);
        await host.Deletions.RestoreAsync("talk", Cancel);
        Assert.Equal(Transcript(), Assert.Single((await host.Store.GetVideoAsync("talk", Cancel))!.Statuses).Key);
        await host.Jobs.CompleteAsync(await ClaimAsync(host), "Another text.", Cancel);
        Assert.Equal(StatusState.Queued, (await ReadAsync(host, Summary())).Status);
        Assert.True((await SubmitAsync(host, language: "tr")).Created);
        Assert.Equal(["en", "tr"], (await host.Store.GetVideoAsync("talk", Cancel))!.Languages);
    }

    [Fact]
    public async Task When_its_time_is_over_all_is_gone_but_that_it_was_deleted()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await StartAsync(clock, ("Jobs:KeepDeleted", "01:00:00"), ("Jobs:PurgeInterval", "00:10:00"), ("Jobs:ExpiryInterval", "00:10:00"));
        await MakeAsync(host, "talk", "Bread", ["All about dough."]);
        await MakeAsync(host, "kept", "Bread", ["All about dough."]);
        await host.Submissions.RetryAsync(Summary(), Cancel);
        var late = await ClaimAsync(host);
        var cursor = await host.Store.GetCursorAsync(Cancel);
        await host.Deletions.DeleteAsync("talk", Cancel);
        var until = clock.GetUtcNow() + TimeSpan.FromHours(1);
        Assert.Equal(until.ToUnixTimeMilliseconds(), (await host.Store.GetVideoAsync("talk", Cancel))!.RestorableUntil!.Value.ToUnixTimeMilliseconds());

        await Wait.For(
            async () =>
            {
                clock.Advance(TimeSpan.FromMinutes(10));
                return (await host.Store.GetVideoAsync("talk", Cancel))!.RestorableUntil is null;
            },
            "the video to be gone");

        Assert.True(clock.GetUtcNow() >= until, "It was removed before its time was over.");
        Assert.Equal(RequestOutcome.WrongState, await host.Deletions.RestoreAsync("talk", Cancel));
        Assert.False(await host.Jobs.CompleteAsync(late, "In short: yeast.", Cancel));
        Assert.Equal((0, 0, 0), await CountAsync(host, "talk"));
        Assert.Equal((1, 1, 1), await CountAsync(host, "kept"));
        Assert.All((await host.Store.GetStatusesSinceAsync(cursor, ["talk"], 200, Cancel))!.Statuses, status => Assert.True(status.Message.Deleted));
        Assert.Equal(["kept"], await FindAsync(host, "dough"));
        Assert.True((await SubmitAsync(host)).Created);
    }

    private static async Task<IReadOnlyList<StatusChange>> StatusesAsync(PipelineHost host) => (await host.Store.GetStatusesAsync(["talk"], Cancel)).Statuses;
}

public sealed class RestoringOnSqlite() : Restoring(new SqliteFile());

public sealed class RestoringOnPostgres(PostgresFixture postgres) : Restoring(postgres.New());
