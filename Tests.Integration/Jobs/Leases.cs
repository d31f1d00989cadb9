using System.Diagnostics;
using Pipeline.Jobs;
using Pipeline.Status;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Jobs;

public abstract class Leases(TestDatabase database) : StoreTest(database)
{
    private static readonly (string, string)[] Short = [("Jobs:Lease", "00:00:00.3"), ("Jobs:ExpiryInterval", "00:00:00.1"), ("Jobs:MaxAttempts", "2")];

    [Fact]
    public async Task Job_of_a_lost_worker_is_queued_again_and_says_so()
    {
        await using var host = await StartAsync(Short);
        await SubmitAndClaimAsync(host);

        await WaitForAsync(host, Transcript(), status => status.Status == StatusState.Queued, "queued again");

        Assert.Equal(ExpiredLeases.WorkerLost, (await ReadAsync(host, Transcript())).Stage);
        Assert.Equal(2, (await ClaimAsync(host, "worker-2")).Attempt);
    }

    [Fact]
    public async Task Worker_that_renews_keeps_its_job()
    {
        await using var host = await StartAsync(Short);
        var job = await SubmitAndClaimAsync(host);

        var claimed = DateTimeOffset.UtcNow;
        await Wait.For(
            async () =>
            {
                Assert.Equal(LeaseState.Held, await host.Jobs.RenewAsync(job, Cancel));
                return DateTimeOffset.UtcNow - claimed > TimeSpan.FromSeconds(1);
            },
            "three leases to pass");

        Assert.True(await host.Jobs.CompleteAsync(job, "Hello.", Cancel));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task Process_whose_clock_is_off_takes_no_job_from_its_holder_and_loses_none(int hours)
    {
        await using var off = await StartAsync(new SkewedClock(TimeSpan.FromHours(hours)), Short);
        await using var right = await StartAsync(Short);
        await SubmitAsync(right, "one");
        await SubmitAsync(right, "other");
        (PipelineHost Host, Job Job)[] held = [(off, await ClaimAsync(off)), (right, await ClaimAsync(right))];

        var claimed = Stopwatch.GetTimestamp();
        await Wait.For(
            async () =>
            {
                foreach (var (host, job) in held)
                    Assert.Equal(LeaseState.Held, await host.Jobs.RenewAsync(job, Cancel));
                return Stopwatch.GetElapsedTime(claimed) > TimeSpan.FromSeconds(1);
            },
            "three leases to pass");

        foreach (var (_, job) in held)
            await WaitForAsync(right, job.Key, status => status.Stage == ExpiredLeases.WorkerLost, "queued again once nobody renews it");
    }

    [Fact]
    public async Task Job_that_loses_too_many_workers_fails_and_can_be_retried()
    {
        await using var host = await StartAsync(Short);
        await SubmitAndClaimAsync(host, "worker-1");
        await WaitForAsync(host, Transcript(), status => status.Status == StatusState.Queued, "queued again");
        await ClaimAsync(host, "worker-2");

        await WaitForAsync(host, Transcript(), status => status.Status == StatusState.Failed, "failed");

        var error = (await ReadAsync(host, Transcript())).Error!;
        Assert.Equal(("worker-lost", true), (error.Code, error.Retryable));
        Assert.Equal(RequestOutcome.Accepted, await host.Submissions.RetryAsync(Transcript(), Cancel));
        await ClaimAsync(host, "worker-3");
        await WaitForAsync(host, Transcript(), status => status.Stage == ExpiredLeases.WorkerLost, "queued again: a retry has attempts of its own");
    }

    [Fact]
    public async Task Job_that_was_given_back_has_not_lost_a_worker()
    {
        await using var host = await StartAsync(Short);
        await SubmitAsync(host);
        for (var turn = 0; turn < 2; turn++)
            Assert.True(await host.Jobs.ReleaseAsync(await ClaimAsync(host), Cancel));

        await ClaimAsync(host, "worker-2");

        await WaitForAsync(host, Transcript(), status => status.Status != StatusState.Processing, "given up by its worker");
        Assert.Equal(StatusState.Queued, (await ReadAsync(host, Transcript())).Status);
    }

    [Fact]
    public async Task Late_word_of_a_worker_that_lost_its_lease_is_refused_and_nothing_is_saved()
    {
        await using var host = await StartAsync(Short);
        var late = await SubmitAndClaimAsync(host, "worker-1");
        await WaitForAsync(host, Transcript(), status => status.Status == StatusState.Queued, "queued again");
        var before = await ReadAsync(host, Transcript());

        Assert.Equal(LeaseState.Lost, await host.Jobs.RenewAsync(late, Cancel));
        Assert.Equal(LeaseState.Lost, await host.Jobs.ReportAsync(late, new JobProgress { Progress = 0.9, Stage = "late", Segments = Segments(0, 1) }, Cancel));
        Assert.False(await host.Jobs.CompleteAsync(late, "Late.", Cancel));
        Assert.False(await host.Jobs.FailAsync(late, new StatusError("late", "Late."), Cancel));
        Assert.False(await host.Jobs.ConfirmCancelledAsync(late, Cancel));
        Assert.False(await host.Jobs.ReleaseAsync(late, Cancel));

        var result = (await host.Results.GetAsync(Transcript(), Cancel))!;
        Assert.Equal((before.Revision, null), (result.Status.Message.Revision, result.Text));
        Assert.Empty(result.Segments);
    }

    [Fact]
    public async Task Worker_that_lost_its_lease_does_not_disturb_the_same_worker_claiming_it_again()
    {
        await using var host = await StartAsync(("Jobs:Lease", "00:01:00"));
        var first = await SubmitAndClaimAsync(host, "worker-1");
        await host.Jobs.ReleaseAsync(first, Cancel);
        var second = await ClaimAsync(host, "worker-1");

        Assert.Equal(LeaseState.Lost, await host.Jobs.RenewAsync(first, Cancel));
        Assert.Equal(LeaseState.Held, await host.Jobs.RenewAsync(second, Cancel));
    }

    [Fact]
    public async Task Cancelled_job_of_a_lost_worker_ends_cancelled()
    {
        await using var host = await StartAsync(Short);
        await SubmitAndClaimAsync(host);
        await host.Submissions.CancelAsync(Transcript(), Cancel);

        await WaitForAsync(host, Transcript(), status => status.Status == StatusState.Cancelled, "cancelled");
    }

    [Fact]
    public async Task What_another_program_runs_fails_when_that_program_falls_silent()
    {
        await using var host = await StartAsync([.. Short, ("Jobs:PublisherSilence", "00:00:01")]);
        await host.Published.StoreAsync(
            new StatusChange(Transcript(), new StatusMessage { VideoId = "talk", Status = StatusState.Processing, Timestamp = 1 }), Cancel);
        Assert.Equal(StatusState.Processing, (await ReadAsync(host, Transcript())).Status);

        await WaitForAsync(host, Transcript(), status => status.Status == StatusState.Failed, "failed");

        Assert.Equal("publisher-silent", (await ReadAsync(host, Transcript())).Error!.Code);
    }
}

public sealed class LeasesOnSqlite() : Leases(new SqliteFile());

public sealed class LeasesOnPostgres(PostgresFixture postgres) : Leases(postgres.New());
