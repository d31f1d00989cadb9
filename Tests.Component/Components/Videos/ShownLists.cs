using BlazorApp.Components.Videos;
using Pipeline.Status;
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
        Assert.True(list.HasOlder);
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

    private static IEnumerable<string> Ids(ShownVideos list) => list.Videos.Select(video => video.Id);

    private static StatusMessage StateOf(ShownVideos list) => list.Videos.Single().Statuses.Single(status => status.Key == Transcript()).Message;

    private async Task<ShownVideos> ListAsync(int size = 20)
    {
        var list = new ShownVideos(Store, Clock, size);
        await list.ReadAsync(Cancel);
        return list;
    }
}
