using Microsoft.EntityFrameworkCore;
using Pipeline.Status;
using Pipeline.Storage;
using Tests.Fixtures;
using Xunit;

namespace Tests.Integration.Storage;

/// <summary>Pages of the library: each order and filter, in both directions, without gap or repetition.</summary>
public abstract class ReadingTheLibrary(TestDatabase database) : StoreTest(database)
{
    [Theory]
    [InlineData(null, null, VideoSort.Newest)]
    [InlineData(null, null, VideoSort.Oldest)]
    [InlineData(null, null, VideoSort.Title)]
    [InlineData(StatusState.Failed, null, VideoSort.Newest)]
    [InlineData(StatusState.Failed, null, VideoSort.Oldest)]
    [InlineData(StatusState.Failed, null, VideoSort.Title)]
    [InlineData(StatusState.Queued, "tr", VideoSort.Newest)]
    [InlineData(null, "tr", VideoSort.Oldest)]
    [InlineData(StatusState.Queued, "tr", VideoSort.Title)]
    [InlineData(StatusState.Processing, null, VideoSort.Title)]
    public async Task Pages_forwards_and_back_are_the_whole_list_in_its_order(StatusState? state, string? language, VideoSort sort)
    {
        await using var host = await StartAsync();
        var stored = await FillAsync(host, 23);
        var query = new VideoQuery(4, state, language, sort);
        string[] expected = [.. Sorted(stored.Where(video => query.Fits(video.Statuses)), sort)];
        var library = host.Get<LibraryStore>();

        var (forwards, last) = (new List<string>(), query);
        for (VideoQuery? next = query; next is not null;)
        {
            var page = await library.GetPageAsync(next, Cancel);
            forwards.AddRange(page.Videos.Select(video => video.Id));
            Assert.Equal(next.IsFirst || page.Videos.Count == 0, page.Previous is null);
            (last, next) = (next, page.Next is null ? null : query with { After = page.Next });
        }

        Assert.Equal(expected, forwards);
        Assert.Equal(state is StatusState.Processing, expected.Length == 0);

        // Back from the last page: whole pages, and the first one full, so that none is read that begins within it.
        var backwards = (await library.GetPageAsync(last, Cancel)).Previous;
        var seen = forwards.Count - (((forwards.Count - 1) % 4) + 1);
        while (backwards is not null)
        {
            var page = await library.GetPageAsync(query with { Before = backwards }, Cancel);
            seen = Math.Max(seen - 4, 0);
            Assert.Equal(expected.Skip(seen).Take(4), page.Videos.Select(video => video.Id));
            Assert.NotNull(page.Next);
            backwards = page.Previous;
        }

        Assert.Equal(0, seen);
    }

    [Fact]
    public async Task Each_video_comes_once_and_with_all_its_statuses_whatever_of_them_fits()
    {
        await using var host = await StartAsync();
        await SubmitAsync(host, "talk", "en");
        await SubmitAsync(host, "talk", "tr");
        await host.Submissions.CancelAsync(Transcript("talk", "tr"), Cancel);

        var video = Assert.Single((await host.Get<LibraryStore>().GetPageAsync(new VideoQuery(10, StatusState.Cancelled), Cancel)).Videos);

        Assert.Equal(["en", "tr"], video.Statuses.Select(status => status.Key.Language).Order());
        Assert.Empty((await host.Get<LibraryStore>().GetPageAsync(new VideoQuery(10, StatusState.Cancelled, "en"), Cancel)).Videos);
        Assert.Single((await host.Get<LibraryStore>().GetPageAsync(new VideoQuery(10, StatusState.Queued), Cancel)).Videos);
    }

    [Fact]
    public async Task Titles_are_in_order_whatever_their_case_and_accents()
    {
        await using var host = await StartAsync();
        foreach (var (id, title) in new[] { ("a", "zebra"), ("b", "Élan"), ("c", "çay"), ("d", "Dusk"), ("e", "İstanbul"), ("f", "ısırgan"), ("g", "Istakoz") })
            await host.Submissions.SubmitAsync(new VideoSource(id, Link: null), "en", title, Cancel);

        var page = await host.Get<LibraryStore>().GetPageAsync(new VideoQuery(10, Sort: VideoSort.Title), Cancel);

        Assert.Equal(["çay", "Dusk", "Élan", "ısırgan", "Istakoz", "İstanbul", "zebra"], page.Videos.Select(video => video.Title));
    }

    [Fact]
    public async Task Title_that_is_given_later_moves_the_video()
    {
        await using var host = await StartAsync();
        var job = await SubmitAndClaimAsync(host);
        await SubmitAsync(host, "other");

        await host.Jobs.ReportAsync(job, new Pipeline.Jobs.JobProgress { Progress = 0.1, Stage = "listening", Title = "A talk" }, Cancel);

        Assert.Equal(["talk", "other"], (await host.Get<LibraryStore>().GetPageAsync(new VideoQuery(10, Sort: VideoSort.Title), Cancel)).Videos.Select(video => video.Id));
    }

    [Theory]
    [InlineData("junk", VideoSort.Newest)]
    [InlineData("1_a", VideoSort.Title)]
    [InlineData("YQ.a", VideoSort.Newest)]
    [InlineData("-1_a", VideoSort.Oldest)]
    [InlineData("?.a", VideoSort.Title)]
    [InlineData("AA.a", VideoSort.Title)]
    public async Task Position_of_another_list_is_refused(string position, VideoSort sort)
    {
        await using var host = await StartAsync();

        await Assert.ThrowsAsync<FormatException>(() => host.Get<LibraryStore>().GetPageAsync(new VideoQuery(10, Sort: sort, After: position), Cancel));
        await Assert.ThrowsAsync<FormatException>(() => host.Get<LibraryStore>().GetPageAsync(new VideoQuery(10, Sort: sort, Before: position), Cancel));
    }

    // Every third one failed, every fourth is Turkish, some have no status in a language of their own; titles repeat.
    private static async Task<IReadOnlyList<VideoView>> FillAsync(PipelineHost host, int count)
    {
        var clock = DateTimeOffset.UnixEpoch.AddYears(50);
        for (var number = 0; number < count; number++)
        {
            var id = $"v{number}";
            await host.Get<StatusWriter>().ChangeAsync(async changes =>
            {
                // Pairs became known in the same millisecond.
                changes.Database.Videos.Add(new VideoRow { Id = id, Title = $"Title {number * 7 % 5}", Language = "en", CreatedAt = clock.AddSeconds(number / 2) });
                foreach (var kind in StatusKind.All)
                {
                    var row = new StatusRow { VideoId = id, Kind = kind, Language = number % 4 == 0 ? "tr" : "en", State = number % 3 == 0 ? StatusState.Failed : StatusState.Queued };
                    changes.Database.Statuses.Add(row);
                    await changes.StampAsync(row, cancellationToken: Cancel);
                }

                return true;
            }, Cancel);
        }

        return (await host.Get<LibraryStore>().GetPageAsync(new VideoQuery(count), Cancel)).Videos;
    }

    private static IEnumerable<string> Sorted(IEnumerable<VideoView> videos, VideoSort sort) => (sort switch
    {
        VideoSort.Title => videos.OrderBy(video => video.Title, StringComparer.Ordinal).ThenBy(video => video.Id, StringComparer.Ordinal),
        VideoSort.Oldest => videos.OrderBy(video => video.CreatedAt).ThenBy(video => video.Id, StringComparer.Ordinal),
        _ => videos.OrderByDescending(video => video.CreatedAt).ThenByDescending(video => video.Id, StringComparer.Ordinal),
    }).Select(video => video.Id);
}

public sealed class ReadingTheLibraryOfSqlite() : ReadingTheLibrary(new SqliteFile());

public sealed class ReadingTheLibraryOfPostgres(PostgresFixture postgres) : ReadingTheLibrary(postgres.New());
