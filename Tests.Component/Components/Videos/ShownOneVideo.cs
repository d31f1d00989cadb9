using BlazorApp.Components.Videos;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Jobs;
using Pipeline.Status;
using Pipeline.Storage;
using Xunit;

namespace Tests.Component.Components.Videos;

/// <summary>What a video's page shows, kept current by changes and by the store where they do not carry all.</summary>
public sealed class ShownOneVideo : StoreTest
{
    [Fact]
    public async Task Unknown_video_is_shown_by_its_id_and_has_nothing()
    {
        var video = await ShowAsync();

        Assert.Equal(("talk", "en", false, false), (video.Title, video.Language, video.IsKnown, video.IsStarted));
        Assert.Empty(video.Languages);
    }

    [Fact]
    public async Task Gap_in_the_segments_is_read_from_the_store()
    {
        var job = await SubmitAndClaimAsync();
        await ReportAsync(job, Lines(0, 2));
        var video = await ShowAsync();
        Assert.Equal(Lines(0, 2), video.Of(StatusKind.Transcript).Lines.Held);

        await ReportAsync(job, Lines(2, 2)); // this announcement is lost
        await ReportAsync(job, Lines(4, 1));
        await video.ApplyAsync([await ReadAsync(Transcript(), Lines(4, 1))], Cancel);

        Assert.Equal(Lines(0, 5), video.Of(StatusKind.Transcript).Lines.Held);
    }

    [Fact]
    public async Task Change_that_carries_all_reads_nothing()
    {
        var job = await SubmitAndClaimAsync();
        await ReportAsync(job, Lines(0, 1), title: "A talk");
        var video = await ShowAsync();
        await ReportAsync(job, Lines(1, 1));
        var change = await ReadAsync(Transcript(), Lines(1, 1));
        var queries = Gate.Passed;

        await video.ApplyAsync([change], Cancel);

        Assert.Equal(Lines(0, 2), video.Of(StatusKind.Transcript).Lines.Held);
        Assert.Equal(queries, Gate.Passed);
    }

    [Fact]
    public async Task Result_announced_by_reference_is_read_from_the_store()
    {
        var job = await SubmitAndClaimAsync();
        var video = await ShowAsync();
        var text = new string('x', 20_000);
        await CompleteAsync(job, text);
        var change = await ReadAsync(Transcript());
        Assert.Equal((null, 20_000L), (change.Message.Data?.Text, change.Message.Data?.Bytes));
        Assert.Null(video.Of(StatusKind.Transcript).Text);

        await video.ApplyAsync([change], Cancel);

        Assert.Equal(text, video.Of(StatusKind.Transcript).Text);
    }

    [Fact]
    public async Task Short_form_shows_its_text_before_it_is_stored()
    {
        var video = await ShowAsync();
        Assert.False(video.IsStarted);

        await video.ApplyAsync([new StatusChange(Transcript(), ShortForm(StatusState.Completed, new StatusData { FormattedText = "Published" }))], Cancel);

        Assert.Equal((true, "Published"), (video.IsStarted, video.Of(StatusKind.Transcript).Text));
        Assert.Null(await Store.GetVideoAsync("talk", Cancel));
    }

    [Fact]
    public async Task Short_form_that_was_stored_is_there_for_a_later_visitor()
    {
        var change = new StatusChange(Summary(), ShortForm(StatusState.Completed, new StatusData { Content = "In brief" }));
        Assert.Equal(PublishedOutcome.Stored, await Services.GetRequiredService<PublishedResults>().StoreAsync(change, Cancel));

        var video = await ShowAsync();

        Assert.Equal("In brief", video.Of(StatusKind.Summary).Text);
    }

    [Fact]
    public async Task Older_revision_never_replaces_a_newer_one()
    {
        var job = await SubmitAndClaimAsync();
        var older = await ReadAsync(Transcript());
        await CompleteAsync(job, "All of it");
        var video = await ShowAsync();

        await video.ApplyAsync([older], Cancel);

        Assert.Equal((StatusState.Completed, "All of it"), (video.Of(StatusKind.Transcript).State, video.Of(StatusKind.Transcript).Text));
    }

    [Fact]
    public async Task Title_whose_message_was_replaced_by_a_newer_one_is_read()
    {
        var job = await SubmitAndClaimAsync();
        var video = await ShowAsync();
        Assert.Equal("talk", video.Title);

        await ReportAsync(job, [], title: "Keeping bees"); // replaced in the mailbox by the next one
        await ReportAsync(job, Lines(0, 1));
        await video.ApplyAsync([await ReadAsync(Transcript(), Lines(0, 1))], Cancel);

        Assert.Equal("Keeping bees", video.Title);
    }

    [Fact]
    public async Task Language_that_is_not_shown_is_offered_and_changes_nothing_else()
    {
        await SubmitAsync();
        var video = await ShowAsync();
        Assert.Equal(["en"], video.Languages);

        await SubmitAsync(language: "tr");
        await video.ApplyAsync([await ReadAsync(Transcript(language: "tr"))], Cancel);

        Assert.Equal(["en", "tr"], video.Languages);
        Assert.Equal(Transcript(), video.Of(StatusKind.Transcript).Key);
    }

    [Fact]
    public async Task Only_a_link_that_can_be_followed_safely_is_one()
    {
        await SubmitAsync("linked", link: "https://www.youtube.com/watch?v=linked");
        await SubmitAsync("bare");
        await SubmitAsync("odd", link: "javascript:alert(1)");

        Assert.Equal("https://www.youtube.com/watch?v=linked", (await ShowAsync("linked")).Link);
        Assert.Null((await ShowAsync("bare")).Link);
        Assert.Null((await ShowAsync("odd")).Link);
    }
}
