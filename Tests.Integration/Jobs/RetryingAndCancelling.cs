using Pipeline.Jobs;
using Pipeline.Status;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Jobs;

public abstract class RetryingAndCancelling(TestDatabase database) : StoreTest(database)
{
    private static readonly StatusError Broken = new("broken", "It broke.", Retryable: true);

    [Fact]
    public async Task Failed_job_is_retried_and_keeps_its_segments()
    {
        await using var host = await StartAsync();
        var job = await SubmitAndClaimAsync(host);
        await host.Jobs.ReportAsync(job, new JobProgress { Progress = 0.5, Stage = "transcribing", Segments = Segments(0, 4) }, Cancel);
        await host.Jobs.FailAsync(job, Broken, Cancel);

        Assert.Equal(RequestOutcome.Accepted, await host.Submissions.RetryAsync(Transcript(), Cancel));

        var status = await ReadAsync(host, Transcript());
        Assert.Equal((StatusState.Queued, null), (status.Status, status.Error));
        var next = await ClaimAsync(host);
        Assert.Equal((2, 4), (next.Attempt, next.Segments));
    }

    [Fact]
    public async Task What_kept_nothing_begins_at_nothing()
    {
        await using var host = await StartAsync();
        await host.Jobs.CompleteAsync(await SubmitAndClaimAsync(host), "Hello.", Cancel);
        var summary = await ClaimAsync(host);
        await host.Jobs.ReportAsync(summary, new JobProgress { Progress = 0.5, Stage = "writing", Segments = [] }, Cancel);
        await host.Jobs.FailAsync(summary, Broken, Cancel);

        await host.Submissions.RetryAsync(Summary(), Cancel);

        Assert.Equal((StatusState.Queued, 0), ((await ReadAsync(host, Summary())).Status, (await ReadAsync(host, Summary())).Progress));
    }

    [Fact]
    public async Task Only_what_failed_or_was_cancelled_is_retried()
    {
        await using var host = await StartAsync();
        Assert.Equal(RequestOutcome.Unknown, await host.Submissions.RetryAsync(Transcript(), Cancel));

        await SubmitAsync(host);
        Assert.Equal(RequestOutcome.WrongState, await host.Submissions.RetryAsync(Transcript(), Cancel));

        var job = await ClaimAsync(host);
        Assert.Equal(RequestOutcome.WrongState, await host.Submissions.RetryAsync(Transcript(), Cancel));

        await host.Jobs.CompleteAsync(job, "Hello.", Cancel);
        Assert.Equal(RequestOutcome.WrongState, await host.Submissions.RetryAsync(Transcript(), Cancel));

        await host.Submissions.CancelAsync(Summary(), Cancel);
        Assert.Equal(RequestOutcome.Accepted, await host.Submissions.RetryAsync(Summary(), Cancel));
    }

    [Fact]
    public async Task Waiting_job_is_cancelled_at_once()
    {
        await using var host = await StartAsync();
        await SubmitAsync(host);

        Assert.Equal(RequestOutcome.Accepted, await host.Submissions.CancelAsync(Transcript(), Cancel));

        Assert.Equal(StatusState.Cancelled, (await ReadAsync(host, Transcript())).Status);
        Assert.Null(await host.Jobs.ClaimAsync("worker-1", Cancel));
    }

    [Fact]
    public async Task Running_job_is_cancelled_when_its_worker_confirms()
    {
        await using var host = await StartAsync();
        var job = await SubmitAndClaimAsync(host);
        Assert.Equal(LeaseState.Held, await host.Jobs.RenewAsync(job, Cancel));

        Assert.Equal(RequestOutcome.Accepted, await host.Submissions.CancelAsync(Transcript(), Cancel));

        var asked = await ReadAsync(host, Transcript());
        Assert.Equal((StatusState.Processing, true), (asked.Status, asked.Cancelling));
        Assert.Equal(LeaseState.CancelRequested, await host.Jobs.RenewAsync(job, Cancel));
        Assert.Equal(LeaseState.CancelRequested, await host.Jobs.ReportAsync(job, new JobProgress { Progress = 0.5, Stage = "transcribing" }, Cancel));

        Assert.True(await host.Jobs.ConfirmCancelledAsync(job, Cancel));
        var confirmed = await ReadAsync(host, Transcript());
        Assert.Equal((StatusState.Cancelled, null), (confirmed.Status, confirmed.Cancelling));
    }

    [Fact]
    public async Task Job_that_was_asked_to_stop_and_is_given_back_by_a_stopping_worker_is_cancelled()
    {
        await using var host = await StartAsync();
        var job = await SubmitAndClaimAsync(host);
        await host.Submissions.CancelAsync(Transcript(), Cancel);
        Assert.True((await ReadAsync(host, Transcript())).Cancelling);

        Assert.True(await host.Jobs.ReleaseAsync(job, Cancel));

        var status = await ReadAsync(host, Transcript());
        Assert.Equal((StatusState.Cancelled, null), (status.Status, status.Cancelling));
        Assert.Null(await host.Jobs.ClaimAsync("worker-2", Cancel));
    }

    [Fact]
    public async Task Job_that_completes_before_it_hears_of_the_cancelling_stays_completed()
    {
        await using var host = await StartAsync();
        var job = await SubmitAndClaimAsync(host);
        await host.Submissions.CancelAsync(Transcript(), Cancel);

        Assert.True(await host.Jobs.CompleteAsync(job, "Hello.", Cancel));

        var status = await ReadAsync(host, Transcript());
        Assert.Equal((StatusState.Completed, null), (status.Status, status.Cancelling));
    }

    [Fact]
    public async Task What_has_ended_or_is_unknown_is_not_cancelled()
    {
        await using var host = await StartAsync();
        Assert.Equal(RequestOutcome.Unknown, await host.Submissions.CancelAsync(Transcript(), Cancel));

        await host.Jobs.CompleteAsync(await SubmitAndClaimAsync(host), "Hello.", Cancel);

        Assert.Equal(RequestOutcome.WrongState, await host.Submissions.CancelAsync(Transcript(), Cancel));
        Assert.Equal(StatusState.Completed, (await ReadAsync(host, Transcript())).Status);
    }
}

public sealed class RetryingAndCancellingOnSqlite() : RetryingAndCancelling(new SqliteFile());

public sealed class RetryingAndCancellingOnPostgres(PostgresFixture postgres) : RetryingAndCancelling(postgres.New());
