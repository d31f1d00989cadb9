using Pipeline.Jobs;
using Pipeline.Status;
using Pipeline.Storage;
using Tests.Fixtures;
using Tests.Integration.Search;
using Xunit;

namespace Tests.Integration.Jobs;

public abstract class Deleting(TestDatabase database) : SearchTest(database)
{
    [Fact]
    public async Task Deleted_video_is_told_of_with_higher_revisions_and_shown_nowhere()
    {
        await using var host = await StartAsync();
        await MakeAsync(host, "talk", "Bread", ["All about dough."]);
        await SubmitAsync(host, "other");
        var before = await StatusesAsync(host);
        var cursor = await host.Store.GetCursorAsync(Cancel);
        Assert.All(before, status => Assert.Null(status.Message.Deleted));
        Assert.Equal(["talk"], await FindAsync(host, "dough"));

        Assert.Equal(RequestOutcome.Accepted, await host.Deletions.DeleteAsync("talk", Cancel));

        var after = await StatusesAsync(host);
        Assert.Equal(before.Select(status => status.Key).ToHashSet(), after.Select(status => status.Key).ToHashSet());
        Assert.All(after, status => Assert.True(status.Message.Deleted));
        Assert.All(after, status => Assert.Null(status.Message.Data));
        Assert.True(after.Min(status => status.Order) > before.Max(status => status.Order));
        Assert.Equal(2, (await host.Store.GetStatusesSinceAsync(cursor, null, VideoStore.LeastPage, Cancel))!.Statuses.Count(status => status.Message.Deleted == true));
        Assert.Empty(await FindAsync(host, "dough"));
        Assert.Empty(await FindAsync(host, "bread"));
        Assert.Null(await host.Results.GetAsync(Transcript(), Cancel));
        Assert.Equal("other", Assert.Single((await host.Get<LibraryStore>().GetPageAsync(new VideoQuery(10), Cancel)).Videos).Id);
        Assert.Equal(RequestOutcome.Unknown, await host.Deletions.DeleteAsync("talk", Cancel));
        Assert.Equal(RequestOutcome.Unknown, await host.Deletions.DeleteAsync("nobody", Cancel));
    }

    [Fact]
    public async Task What_waits_is_neither_claimed_nor_counted_nor_listed()
    {
        await using var host = await StartAsync();
        await SubmitAsync(host);
        Assert.Single(await host.Store.GetWaitingAsync(10, Cancel));

        await host.Deletions.DeleteAsync("talk", Cancel);

        Assert.Null(await host.Jobs.ClaimAsync("worker-1", Cancel));
        Assert.Empty(await host.Store.GetWaitingAsync(10, Cancel));
        Assert.Empty((await host.Store.GetOpenStatusesAsync(10, Cancel)).Statuses);
        Assert.Equal(RequestOutcome.Unknown, await host.Submissions.RetryAsync(Transcript(), Cancel));
    }

    [Fact]
    public async Task Worker_of_what_runs_is_asked_to_stop_and_its_word_that_it_did_is_taken()
    {
        await using var host = await StartAsync();
        var job = await SubmitAndClaimAsync(host);

        await host.Deletions.DeleteAsync("talk", Cancel);

        Assert.Empty((await host.Store.GetOpenStatusesAsync(10, Cancel)).Statuses);
        Assert.Equal(LeaseState.CancelRequested, await host.Jobs.RenewAsync(job, Cancel));
        Assert.Equal(LeaseState.CancelRequested, await host.Jobs.ReportAsync(job, Progress(0, 2), Cancel));
        Assert.True(await host.Jobs.ConfirmCancelledAsync(job, Cancel));
        var status = Assert.Single(await StatusesAsync(host)).Message;
        Assert.Equal((StatusState.Cancelled, true), (status.Status, status.Deleted));
    }

    [Fact]
    public async Task Late_completion_brings_nothing_back()
    {
        await using var host = await StartAsync();
        var job = await SubmitAndClaimAsync(host);
        await host.Deletions.DeleteAsync("talk", Cancel);

        await host.Jobs.ReportAsync(job, Progress(0, 2) with { Title = "Dough" }, Cancel);
        Assert.True(await host.Jobs.CompleteAsync(job, "All about dough.", Cancel));

        var status = Assert.Single(await StatusesAsync(host)).Message; // and no summary is queued
        Assert.Equal((true, null), (status.Deleted, status.Data));
        Assert.Null(await host.Jobs.ClaimAsync("worker-1", Cancel));
        Assert.Empty(await FindAsync(host, "dough"));
        Assert.Empty((await host.Get<LibraryStore>().GetPageAsync(new VideoQuery(10), Cancel)).Videos);
    }

    [Fact]
    public async Task Job_whose_worker_is_lost_is_not_queued_again()
    {
        await using var host = await StartAsync(("Jobs:Lease", "00:00:00.3"), ("Jobs:ExpiryInterval", "00:00:00.1"));
        await SubmitAndClaimAsync(host);
        await host.Deletions.DeleteAsync("talk", Cancel);

        await Wait.For(async () => (await StatusesAsync(host)).Single().Message.Status == StatusState.Cancelled, "the lease to end");

        Assert.Null(await host.Jobs.ClaimAsync("worker-2", Cancel));
        Assert.True((await StatusesAsync(host)).Single().Message.Deleted);
    }

    [Fact]
    public async Task Short_form_about_a_deleted_video_is_no_error_and_changes_nothing_but_is_answered_by_the_truth()
    {
        await using var host = await StartAsync();
        await PublishAsync(host, Transcript(), "All about dough.");
        await host.Deletions.DeleteAsync("talk", Cancel);
        var deleted = Assert.Single(await StatusesAsync(host));
        var later = new StatusChange(Transcript(), new StatusMessage
        {
            VideoId = "talk",
            Status = StatusState.Completed,
            Timestamp = 2,
            Data = new StatusData { FormattedText = "Dough again." },
        });

        Assert.Equal(PublishedOutcome.Deleted, await host.Published.StoreAsync(later, Cancel));
        Assert.Equal(PublishedOutcome.Deleted, await host.Published.StoreAsync(later with { Key = Summary() }, Cancel));

        Assert.True(await host.Published.RepeatAsync(later, Cancel));
        var told = Assert.Single(await StatusesAsync(host));
        Assert.True(told.Order > deleted.Order);
        Assert.Equal((true, null), (told.Message.Deleted, told.Message.Data));
        Assert.Null(later.Over(told));
        Assert.Empty(await FindAsync(host, "dough"));
    }

    private static JobProgress Progress(int from, int count) => new() { Progress = 0.5, Stage = "transcribing", Segments = Segments(from, count) };

    private static async Task<IReadOnlyList<StatusChange>> StatusesAsync(PipelineHost host) => (await host.Store.GetStatusesAsync(["talk"], Cancel)).Statuses;
}

public sealed class DeletingOnSqlite() : Deleting(new SqliteFile());

public sealed class DeletingOnPostgres(PostgresFixture postgres) : Deleting(postgres.New());
