using BlazorApp.Components.Videos;
using BlazorApp.Status;
using Pipeline.Status;
using Pipeline.Storage;
using Xunit;

namespace Tests.Component.Components.Videos;

/// <summary>What the list of videos shows, kept current by changes.</summary>
public sealed class ShownLists : StoreTest
{
    [Fact]
    public async Task Newest_is_on_top_and_so_is_what_is_new()
    {
        await SubmitAsync("one");
        await SubmitAsync("two");
        var list = await ListAsync();
        Assert.Equal(["two", "one"], Ids(list));

        await SubmitAsync("three");
        await list.ApplyAsync([await ReadAsync(Transcript("three"))], Cancel);

        Assert.Equal(["three", "two", "one"], Ids(list));
    }

    [Fact]
    public async Task Older_revision_never_replaces_a_newer_one()
    {
        var job = await SubmitAndClaimAsync();
        var older = await ReadAsync(Transcript());
        var list = await ListAsync();
        await ReportAsync(job, Lines(0, 1));
        await list.ApplyAsync([await ReadAsync(Transcript())], Cancel);
        Assert.Equal(0.5, StateOf(list).Progress);

        await list.ApplyAsync([older], Cancel);

        Assert.Equal(0.5, StateOf(list).Progress);
    }

    [Fact]
    public async Task Short_form_about_an_unknown_video_is_listed_before_it_is_stored()
    {
        var list = await ListAsync();
        Assert.Empty(list.Videos);

        await list.ApplyAsync([new StatusChange(Transcript(), ShortForm(StatusState.Processing) with { Title = "From elsewhere" })], Cancel);

        Assert.Equal(("talk", "From elsewhere"), (list.Videos.Single().Id, list.Videos.Single().Title));
        Assert.Null(await Store.GetVideoAsync("talk", Cancel));
    }

    [Fact]
    public async Task Video_that_is_older_than_those_shown_stays_off_the_list_and_is_looked_up_once()
    {
        await SubmitAsync("old");
        await SubmitAsync("new");
        var list = await ListAsync(size: 1);
        Assert.NotNull(list.Next);
        var change = await ReadAsync(Transcript("old"));

        await list.ApplyAsync([change], Cancel);
        var queries = Gate.Passed;
        await list.ApplyAsync([change], Cancel);

        Assert.Equal(["new"], Ids(list));
        Assert.Equal(queries, Gate.Passed);
    }

    [Fact]
    public async Task Texts_are_not_kept_by_a_list_that_does_not_show_them()
    {
        var job = await SubmitAndClaimAsync();
        var list = await ListAsync();
        await CompleteAsync(job, "All of it");

        await list.ApplyAsync([await ReadAsync(Transcript(), Lines(0, 3))], Cancel);

        Assert.Equal(StatusState.Completed, StateOf(list).Status);
        Assert.Equal((null, null), (StateOf(list).Data, StateOf(list).Newest));
    }

    [Fact]
    public async Task Title_whose_message_was_replaced_by_a_newer_one_is_read()
    {
        var job = await SubmitAndClaimAsync();
        var list = await ListAsync();
        Assert.Equal("talk", list.Videos.Single().Title);

        await ReportAsync(job, [], title: "Keeping bees"); // replaced in the mailbox by the next one
        await ReportAsync(job, Lines(0, 1));
        await list.ApplyAsync([await ReadAsync(Transcript())], Cancel);

        Assert.Equal("Keeping bees", list.Videos.Single().Title);
    }

    [Fact]
    public async Task Page_never_grows_and_what_falls_off_begins_the_next_one()
    {
        for (var number = 1; number <= 3; number++)
            await SubmitAsync($"v{number}");
        var list = await ListAsync(new VideoQuery(2));
        Assert.Equal(["v3", "v2"], Ids(list));

        await SubmitAsync("v4");
        await list.ApplyAsync([await ReadAsync(Transcript("v4"))], Cancel);

        Assert.Equal(["v4", "v3"], Ids(list));
        Assert.Equal(0, list.Arrived);
        var next = await Library.GetPageAsync(new VideoQuery(2, After: list.Next), Cancel);
        Assert.Equal(["v2", "v1"], next.Videos.Select(video => video.Id));
    }

    [Theory]
    [InlineData(VideoSort.Oldest)]
    [InlineData(VideoSort.Title)]
    public async Task On_another_page_what_is_new_is_counted_once_and_nothing_moves(VideoSort sort)
    {
        await SubmitAsync("one");
        await SubmitAsync("two");
        var list = await ListAsync(new VideoQuery(1, Sort: sort));
        await SubmitAsync("three");
        var change = await ReadAsync(Transcript("three"));

        await list.ApplyAsync([await ReadAsync(Transcript("two"))], Cancel); // was there, further on
        Assert.Equal(0, list.Arrived);
        await list.ApplyAsync([change], Cancel);
        await list.ApplyAsync([change], Cancel);

        Assert.Equal(1, list.Arrived);
        Assert.Equal(["one"], Ids(list));
    }

    [Fact]
    public async Task Filtered_list_takes_what_comes_to_fit_and_keeps_what_no_longer_does()
    {
        await SubmitAsync("one");
        await SubmitAsync("two");
        await Submissions.CancelAsync(Transcript("two"), Cancel);
        var list = await ListAsync(new VideoQuery(10, StatusState.Cancelled));
        Assert.Equal(["two"], Ids(list));

        await list.ApplyAsync([await ReadAsync(Transcript("one"))], Cancel); // waits, so it is no matter of this list
        Assert.Equal(["two"], Ids(list));
        await Submissions.CancelAsync(Transcript("one"), Cancel);
        await Submissions.RetryAsync(Transcript("two"), Cancel);
        await list.ApplyAsync([await ReadAsync(Transcript("one")), await ReadAsync(Transcript("two"))], Cancel);

        Assert.Equal(["two", "one"], Ids(list));
        Assert.Equal(StatusState.Queued, list.Videos[0].Statuses.Single().Message.Status);
    }

    private static IEnumerable<string> Ids(ShownVideos list) => list.Videos.Select(video => video.Id);

    private static StatusMessage StateOf(ShownVideos list) => list.Videos.Single().Statuses.Single(status => status.Key == Transcript()).Message;

    private Task<ShownVideos> ListAsync(int size = 20) => ListAsync(new VideoQuery(size));

    private async Task<ShownVideos> ListAsync(VideoQuery query)
    {
        var list = new ShownVideos(Library, new VideoReads(Store), Clock, query);
        await list.ReadAsync(Cancel);
        return list;
    }
}
