using Pipeline.Jobs;
using Pipeline.Status;
using Pipeline.Storage;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Jobs;

public abstract class Reporting(TestDatabase database) : StoreTest(database)
{
    [Fact]
    public async Task Reported_segments_and_progress_are_stored()
    {
        await using var host = await StartAsync();
        var job = await SubmitAndClaimAsync(host);
        var before = await ReadAsync(host, Transcript());

        var lease = await host.Jobs.ReportAsync(
            job, new JobProgress { Progress = 0.25, Stage = "transcribing", Segments = Segments(0, 3), Title = "On calm days" }, Cancel);

        Assert.Equal(LeaseState.Held, lease);
        var result = (await host.Results.GetAsync(Transcript(), Cancel))!;
        Assert.Equal(Segments(0, 3), result.Segments);
        Assert.Null(result.Text);
        var after = result.Status.Message;
        Assert.Equal((0.25, "transcribing", 3), (after.Progress, after.Stage, after.Segments));
        Assert.True(after.Revision > before.Revision);
        Assert.Equal("On calm days", (await host.Store.GetVideoAsync("talk", Cancel))!.Title);
        Assert.Equal(Segments(1, 2), await host.Results.GetSegmentsAsync(Transcript(), from: 1, most: 10, Cancel));
        Assert.Equal([KeyValuePair.Create(Transcript(), Segments(2, 1)[0])], await host.Results.GetLastSegmentsAsync(["talk", "nobody"], Cancel));
    }

    [Fact]
    public async Task Segments_that_leave_a_gap_are_refused_and_nothing_is_saved()
    {
        await using var host = await StartAsync();
        var job = await SubmitAndClaimAsync(host);
        await host.Jobs.ReportAsync(job, new JobProgress { Progress = 0.1, Stage = "transcribing", Segments = Segments(0, 2) }, Cancel);

        await Assert.ThrowsAsync<ArgumentException>(() =>
            host.Jobs.ReportAsync(job, new JobProgress { Progress = 0.9, Stage = "transcribing", Segments = Segments(3, 1) }, Cancel));

        Assert.Equal(2, (await host.Results.GetSegmentsAsync(Transcript(), from: 0, most: 10, Cancel)).Count);
        Assert.Equal(0.1, (await ReadAsync(host, Transcript())).Progress);
    }

    [Fact]
    public async Task Report_that_is_made_again_because_its_answer_was_lost_stores_each_segment_once()
    {
        await using var host = await StartAsync();
        var job = await SubmitAndClaimAsync(host);
        await host.Jobs.ReportAsync(job, new JobProgress { Progress = 0.1, Stage = "transcribing", Segments = Segments(0, 2) }, Cancel);
        var before = await ReadAsync(host, Transcript());

        Assert.Equal(LeaseState.Held, await host.Jobs.ReportAsync(
            job, new JobProgress { Progress = 0.1, Stage = "transcribing", Segments = Segments(0, 2) }, Cancel));
        // By the time the answer comes, more has been made.
        Assert.Equal(LeaseState.Held, await host.Jobs.ReportAsync(
            job, new JobProgress { Progress = 0.2, Stage = "transcribing", Segments = Segments(1, 3) }, Cancel));

        Assert.Equal(Segments(0, 4), await host.Results.GetSegmentsAsync(Transcript(), from: 0, most: 10, Cancel));
        var after = await ReadAsync(host, Transcript());
        Assert.Equal((0.2, 4), (after.Progress, after.Segments));
        Assert.True(after.Revision > before.Revision);
    }

    [Fact]
    public async Task Completing_that_is_made_again_because_its_answer_was_lost_changes_nothing_and_is_no_lost_claim()
    {
        await using var host = await StartAsync();
        var job = await SubmitAndClaimAsync(host);
        Assert.True(await host.Jobs.CompleteAsync(job, "Hello.", Cancel));
        var (before, revision) = (await ReadAsync(host, Transcript()), await host.Store.GetRevisionAsync(Cancel));

        Assert.True(await host.Jobs.CompleteAsync(job, "Hello.", Cancel));

        Assert.Equal(before.Revision, (await ReadAsync(host, Transcript())).Revision);
        Assert.Equal(revision, await host.Store.GetRevisionAsync(Cancel));
        Assert.False(await host.Jobs.CompleteAsync(job with { Worker = "worker-2" }, "Mine.", Cancel));
        Assert.False(await host.Jobs.CompleteAsync(job with { Attempt = job.Attempt + 1 }, "Mine.", Cancel));
    }

    [Fact]
    public async Task Completing_saves_the_result_and_queues_the_summary_in_one_transaction()
    {
        await using var host = await StartAsync();
        var job = await SubmitAndClaimAsync(host);
        var (cursor, revision) = (await host.Store.GetCursorAsync(Cancel), await host.Store.GetRevisionAsync(Cancel));
        Assert.Null(await host.Results.GetAsync(Summary(), Cancel));

        Assert.True(await host.Jobs.CompleteAsync(job, "Hello.\nGoodbye.", Cancel));

        var transcript = (await host.Results.GetAsync(Transcript(), Cancel))!;
        Assert.Equal((StatusState.Completed, 1.0, "Hello.\nGoodbye."), (transcript.Status.Message.Status, transcript.Status.Message.Progress, transcript.Text));
        Assert.Equal(StatusState.Queued, (await ReadAsync(host, Summary())).Status);

        // One transaction: the two changes have neighbouring revisions and the same moment.
        var changed = (await host.Store.GetStatusesSinceAsync(cursor, null, VideoStore.LeastPage, Cancel))!;
        Assert.Equal([revision + 1, revision + 2], changed.Statuses.Select(status => status.Order).Where(order => order > revision));
        Assert.Single(changed.Statuses.Select(status => status.Message.Timestamp).Distinct());
        Assert.Equal(Summary(), (await ClaimAsync(host)).Key);
    }

    [Fact]
    public async Task Completing_a_summary_queues_nothing_further()
    {
        await using var host = await StartAsync();
        await host.Jobs.CompleteAsync(await SubmitAndClaimAsync(host), "Hello.", Cancel);

        Assert.True(await host.Jobs.CompleteAsync(await ClaimAsync(host), "It says hello.", Cancel));

        Assert.Equal("It says hello.", (await host.Results.GetAsync(Summary(), Cancel))!.Text);
        Assert.Empty((await host.Store.GetOpenStatusesAsync(10, Cancel)).Statuses);
    }

    [Fact]
    public async Task Small_result_is_announced_inline_and_a_large_one_by_reference()
    {
        await using var host = await StartAsync(("Announcements:InlineLimitBytes", "1000"));
        await host.Jobs.CompleteAsync(await SubmitAndClaimAsync(host), new string('ş', 501), Cancel);
        await host.Jobs.CompleteAsync(await ClaimAsync(host), new string('ş', 500), Cancel);

        var statuses = (await host.Store.GetStatusesAsync(["talk"], Cancel)).Statuses;

        var large = statuses.Single(status => status.Key == Transcript()).Message.Data!;
        Assert.Equal((null, "/api/videos/talk/transcript?language=en", 1002L), (large.Text, large.Ref, large.Bytes));
        Assert.Equal(new string('ş', 500), statuses.Single(status => status.Key == Summary()).Message.Data!.Content);
    }

    [Fact]
    public async Task Failure_is_kept_with_its_reason()
    {
        await using var host = await StartAsync();
        var job = await SubmitAndClaimAsync(host);

        Assert.True(await host.Jobs.FailAsync(job, new StatusError("source_unavailable", "The video is private.", Retryable: true), Cancel));

        var status = await ReadAsync(host, Transcript());
        Assert.Equal(StatusState.Failed, status.Status);
        Assert.Equal(new StatusError("source_unavailable", "The video is private.", Retryable: true), status.Error);
        Assert.Null(await host.Jobs.ClaimAsync("worker-2", Cancel));
    }

    [Fact]
    public async Task Released_job_is_claimed_by_another_worker_that_goes_on_after_the_stored_segments()
    {
        await using var host = await StartAsync();
        var job = await SubmitAndClaimAsync(host, "worker-1");
        await host.Jobs.ReportAsync(job, new JobProgress { Progress = 0.5, Stage = "transcribing", Segments = Segments(0, 4) }, Cancel);

        Assert.True(await host.Jobs.ReleaseAsync(job, Cancel));

        var next = await ClaimAsync(host, "worker-2");
        Assert.Equal((Transcript(), 2, 4), (next.Key, next.Attempt, next.Segments));
    }
}

public sealed class ReportingOnSqlite() : Reporting(new SqliteFile());

public sealed class ReportingOnPostgres(PostgresFixture postgres) : Reporting(postgres.New());
