using Pipeline.Jobs;
using Pipeline.Status;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Jobs;

public abstract class StoringShortForms(TestDatabase database) : StoreTest(database)
{
    [Fact]
    public async Task Result_for_an_unknown_video_makes_the_video_known()
    {
        await using var host = await StartAsync();

        Assert.Equal(PublishedOutcome.Stored, await StoreAsync(host, Completed(timestamp: 1000, "Hello")));

        var video = (await host.Store.GetVideoAsync("talk", Cancel))!;
        Assert.Equal(("talk", null), (video.Title, video.Source));
        var result = (await host.Results.GetAsync(Transcript(), Cancel))!;
        Assert.Equal((StatusState.Completed, "Hello"), (result.Status.Message.Status, result.Text));
        Assert.True(result.Status.Message.Revision > 0);
        Assert.Null(await host.Results.GetAsync(Summary(), Cancel));
    }

    [Fact]
    public async Task Result_for_a_submitted_video_ends_its_job_and_queues_the_summary()
    {
        await using var host = await StartAsync();
        var job = await SubmitAndClaimAsync(host);

        Assert.Equal(PublishedOutcome.Stored, await StoreAsync(host, Completed(timestamp: 1000, "Hello")));

        Assert.Equal("Hello", (await host.Results.GetAsync(Transcript(), Cancel))!.Text);
        Assert.Equal(LeaseState.Lost, await host.Jobs.RenewAsync(job, Cancel));
        Assert.Equal(StatusState.Queued, (await ReadAsync(host, Summary())).Status);
    }

    [Fact]
    public async Task Heard_by_two_processes_it_is_stored_once()
    {
        await using var one = await StartAsync();
        await using var other = await StartAsync();
        var change = Completed(timestamp: 1000, "Hello");

        var stored = await Task.WhenAll(new[] { one, other, one, other }.Select(host => Task.Run(() => StoreAsync(host, change))));

        Assert.Single(stored, outcome => outcome == PublishedOutcome.Stored);
        Assert.Equal(3, stored.Count(outcome => outcome == PublishedOutcome.Known));
        Assert.Equal(1, await one.Store.GetRevisionAsync(Cancel));
    }

    [Fact]
    public async Task Older_timestamp_is_ignored_and_a_later_one_is_applied()
    {
        await using var host = await StartAsync();
        await StoreAsync(host, Completed(timestamp: 2000, "Second"));

        Assert.Equal(PublishedOutcome.Late, await StoreAsync(host, Completed(timestamp: 1000, "First")));
        Assert.Equal("Second", (await host.Results.GetAsync(Transcript(), Cancel))!.Text);

        Assert.Equal(PublishedOutcome.Stored, await StoreAsync(host, Completed(timestamp: 3000, "Third")));
        Assert.Equal("Third", (await host.Results.GetAsync(Transcript(), Cancel))!.Text);
    }

    [Fact]
    public async Task What_has_ended_is_not_reopened_by_a_message_of_the_same_moment()
    {
        await using var host = await StartAsync();
        await StoreAsync(host, Completed(timestamp: 2000, "Hello"));

        Assert.Equal(PublishedOutcome.Late, await StoreAsync(host, new StatusChange(
            Transcript(), new StatusMessage { VideoId = "talk", Status = StatusState.Processing, Timestamp = 2000 })));

        Assert.Equal(StatusState.Completed, (await ReadAsync(host, Transcript())).Status);
    }

    [Fact]
    public async Task What_is_stored_is_repeated_after_a_late_message_and_not_after_a_duplicate()
    {
        await using var host = await StartAsync();
        await StoreAsync(host, Completed(timestamp: 2000, "Second"));
        var stored = (await ReadAsync(host, Transcript())).Revision;

        Assert.False(await host.Published.RepeatAsync(Completed(timestamp: 2000, "Second"), Cancel));
        Assert.Equal(stored, (await ReadAsync(host, Transcript())).Revision);

        Assert.True(await host.Published.RepeatAsync(Completed(timestamp: 1000, "First"), Cancel));
        var repeated = (await host.Store.GetStatusesAsync(["talk"], Cancel)).Statuses.Single().Message;
        Assert.Equal((stored + 1, StatusState.Completed, "Second"), (repeated.Revision, repeated.Status, repeated.Data!.Text));
    }

    [Fact]
    public async Task Without_a_language_it_is_about_the_videos_own_whatever_the_listener_took_it_for()
    {
        await using var host = await StartAsync();
        await SubmitAsync(host, language: "tr");
        var guessed = Completed(timestamp: 1000, "Merhaba");
        Assert.Equal("en", guessed.Key.Language);

        Assert.Equal(PublishedOutcome.Stored, await StoreAsync(host, guessed));

        Assert.Equal("Merhaba", (await host.Results.GetAsync(Transcript(language: "tr"), Cancel))!.Text);
        Assert.Null(await host.Results.GetAsync(Transcript(), Cancel));
    }

    [Fact]
    public async Task Attempt_beyond_all_counting_leaves_room_for_the_next()
    {
        await using var host = await StartAsync();
        var failed = new StatusMessage { VideoId = "talk", Status = StatusState.Failed, Timestamp = 1, Attempt = int.MaxValue };
        await StoreAsync(host, new StatusChange(Transcript(), failed));

        await host.Submissions.RetryAsync(Transcript(), Cancel);
        var job = await ClaimAsync(host);

        Assert.InRange(job.Attempt, 2, int.MaxValue);
        Assert.Equal(job.Attempt, (await ReadAsync(host, Transcript())).Attempt);
    }

    [Fact]
    public async Task Failure_without_a_reason_gets_one()
    {
        await using var host = await StartAsync();

        await StoreAsync(host, new StatusChange(Transcript(), new StatusMessage { VideoId = "talk", Status = StatusState.Failed, Timestamp = 1 }));

        var error = (await ReadAsync(host, Transcript())).Error!;
        Assert.Equal(("failed", true), (error.Code, error.Retryable));
        Assert.NotEmpty(error.Message);
    }

    [Fact]
    public async Task Job_of_another_program_is_not_claimed_by_a_worker_until_it_is_retried()
    {
        await using var host = await StartAsync();
        await StoreAsync(host, new StatusChange(Transcript(), new StatusMessage { VideoId = "talk", Status = StatusState.Queued, Timestamp = 1 }));
        Assert.Null(await host.Jobs.ClaimAsync("worker-1", Cancel));

        await host.Submissions.CancelAsync(Transcript(), Cancel);
        await host.Submissions.RetryAsync(Transcript(), Cancel);

        Assert.NotNull(await host.Jobs.ClaimAsync("worker-1", Cancel));
    }

    private static StatusChange Completed(long timestamp, string text) => new(Transcript(), new StatusMessage
    {
        VideoId = "talk",
        Status = StatusState.Completed,
        Timestamp = timestamp,
        Data = new StatusData { FormattedText = text },
    });

    private static Task<PublishedOutcome> StoreAsync(PipelineHost host, StatusChange change) => host.Published.StoreAsync(change, Cancel);
}

public sealed class StoringShortFormsOnSqlite() : StoringShortForms(new SqliteFile());

public sealed class StoringShortFormsOnPostgres(PostgresFixture postgres) : StoringShortForms(postgres.New());
