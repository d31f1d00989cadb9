using Pipeline.Status;
using Pipeline.Storage;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Jobs;

public abstract class Submitting(TestDatabase database) : StoreTest(database)
{
    [Fact]
    public async Task Submitted_video_is_known_and_its_transcript_waits_for_a_worker()
    {
        await using var host = await StartAsync();
        Assert.Null(await host.Store.GetVideoAsync("talk", Cancel));

        var submission = await SubmitAsync(host);

        Assert.True(submission.Created);
        var status = Assert.Single(submission.Video.Statuses);
        Assert.Equal((Transcript(), StatusState.Queued), (status.Key, status.Message.Status));
        Assert.Equal("talk", (await host.Store.GetVideoAsync("talk", Cancel))!.Source);
    }

    [Fact]
    public async Task One_known_video_is_found_among_a_thousand_names_wherever_it_stands()
    {
        await using var host = await StartAsync();
        string[] ids = [.. Enumerable.Range(1, 999).Select(number => $"unknown-{number}"), "talk"];
        Assert.False(await host.Store.KnowsAnyAsync(ids, Cancel));

        await SubmitAsync(host);

        Assert.True(await host.Store.KnowsAnyAsync(ids, Cancel));
        Assert.True(await host.Store.KnowsAnyAsync([.. ids.Reverse()], Cancel));
    }

    [Fact]
    public async Task Same_video_and_language_again_changes_nothing()
    {
        await using var host = await StartAsync();
        var first = await SubmitAsync(host);

        var second = await SubmitAsync(host);

        Assert.False(second.Created);
        Assert.Equal(first.Video.Statuses.Single().Order, Assert.Single(second.Video.Statuses).Order);
    }

    [Fact]
    public async Task Submit_pressed_many_times_at_once_in_two_processes_queues_one_job()
    {
        await using var one = await StartAsync();
        await using var other = await StartAsync();

        var submissions = await Task.WhenAll(Enumerable.Range(0, 8).Select(turn => Task.Run(() => SubmitAsync(turn % 2 == 0 ? one : other))));

        Assert.Single(submissions, submission => submission.Created);
        Assert.NotNull(await one.Jobs.ClaimAsync("worker-1", Cancel));
        Assert.Null(await one.Jobs.ClaimAsync("worker-2", Cancel));
    }

    [Fact]
    public async Task Many_are_submitted_as_each_would_be_alone()
    {
        await using var host = await StartAsync();
        await SubmitAsync(host, "talk-050");
        var known = (await host.Store.GetVideoAsync("talk-050", Cancel))!.Statuses.Single().Order;
        string[] ids = [.. Enumerable.Range(0, 120).Select(number => $"talk-{number:000}")];

        await host.Submissions.SubmitAllAsync(ids.Reverse().Select(id => new VideoSource(id, Link: null)), "en", Cancel);

        var videos = await host.Store.GetVideosAsync(ids, Cancel);
        Assert.Equal(ids, videos.Select(video => video.Id).Order(StringComparer.Ordinal));
        Assert.All(videos, video => Assert.Equal((new StatusKey(video.Id, StatusKind.Transcript, "en"), StatusState.Queued), (Assert.Single(video.Statuses).Key, video.Statuses[0].Message.Status)));
        Assert.Equal(120, videos.Select(video => video.Statuses[0].Order).Distinct().Count());
        Assert.Equal(known, videos.Single(video => video.Id == "talk-050").Statuses[0].Order);
        Assert.Equal("talk-050", (await ClaimAsync(host)).Key.VideoId);
        Assert.NotEqual("talk-050", (await ClaimAsync(host)).Key.VideoId);
    }

    [Fact]
    public async Task Another_language_of_the_same_video_is_a_job_of_its_own()
    {
        await using var host = await StartAsync();
        await SubmitAsync(host);

        var submission = await SubmitAsync(host, language: "tr");

        Assert.True(submission.Created);
        Assert.Equal(["en", "tr"], submission.Video.Languages);
        Assert.Equal("en", submission.Video.Language);
    }

    [Fact]
    public async Task Videos_are_listed_newest_first_page_by_page()
    {
        await using var host = await StartAsync();
        foreach (var id in (string[])["a", "b", "c", "d", "e"])
            await SubmitAsync(host, id);

        var first = await host.Get<LibraryStore>().GetPageAsync(new VideoQuery(3), Cancel);
        var second = await host.Get<LibraryStore>().GetPageAsync(new VideoQuery(3, After: first.Next), Cancel);

        Assert.Null(second.Next);
        var ids = first.Videos.Concat(second.Videos).Select(video => video.Id).ToArray();
        Assert.Equal(["a", "b", "c", "d", "e"], ids.Order());
        var times = first.Videos.Concat(second.Videos).Select(video => video.CreatedAt).ToArray();
        Assert.Equal(times.OrderDescending(), times);
    }
}

public sealed class SubmittingOnSqlite() : Submitting(new SqliteFile());

public sealed class SubmittingOnPostgres(PostgresFixture postgres) : Submitting(postgres.New());
