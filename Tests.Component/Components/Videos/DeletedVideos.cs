using BlazorApp.Components.Videos;
using BlazorApp.Status;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Jobs;
using Pipeline.Status;
using Pipeline.Storage;
using Xunit;

namespace Tests.Component.Components.Videos;

/// <summary>The face of a deleted video, and what a page and a list make of the news.</summary>
public sealed class DeletedVideos : StoreTest
{
    private readonly List<string> asked = [];

    private Deletions Deletions => Services.GetRequiredService<Deletions>();

    [Fact]
    public async Task Face_says_until_when_and_offers_to_take_it_back()
    {
        await SubmitAsync(title: "Keeping bees");
        await Deletions.DeleteAsync("talk", Cancel);
        var until = Clock.GetUtcNow() + TimeSpan.FromHours(1);

        var face = Face(await ShowAsync());

        Assert.Equal(("This video was deleted", "Keeping bees"), (face.Find("h1").Words, face.Find(".deleted-title").Words));
        Assert.Equal($"{until.ToUnixTimeMilliseconds()}", face.Find("time-at").GetAttribute("at"));
        Assert.Equal("Nobody finds or reads it any more.", face.Alert);
        Assert.Equal(["Undo"], face.Buttons);
        await face.Button("Undo").ClickAsync(new() { Detail = 2 }); // the second half of a double click
        Assert.Empty(asked);
        await face.Button("Undo").ClickAsync(new() { Detail = 1 });
        Assert.Equal(["undo"], asked);
    }

    [Fact]
    public async Task Face_of_what_is_gone_offers_to_submit_it_again()
    {
        await SubmitAsync(title: "Keeping bees");
        await PurgeAsync();

        var face = Face(await ShowAsync());

        Assert.Equal("talk", face.Find(".deleted-title").Words);
        Assert.StartsWith("It can't be brought back any more.", face.Alert, StringComparison.Ordinal);
        Assert.Equal(["Watch it in English", "Watch it in Türkçe"], face.Buttons);
        face.Button("Watch it in Türkçe").Click();
        Assert.Equal(["tr"], asked);
    }

    [Fact]
    public async Task Busy_face_and_one_that_is_not_connected_take_no_press()
    {
        await SubmitAsync();
        await Deletions.DeleteAsync("talk", Cancel);
        var face = Face(await ShowAsync());
        Assert.False(face.Button("Undo").IsDisabled);

        face.Render(with => with.Add(face => face.Busy, true));
        Assert.True(face.Button("Undo").IsDisabled);
        Prerender();
        Assert.True(Face(await ShowAsync()).Button("Undo").IsDisabled);
    }

    [Fact]
    public async Task Page_shows_nothing_of_it_from_the_news_on_and_all_of_it_when_it_is_had_back()
    {
        var job = await SubmitAndClaimAsync();
        await ReportAsync(job, Lines(0, 3));
        var older = await ReadAsync(Transcript(), [.. Lines(2, 1)]);
        var video = await ShowAsync();
        Assert.Equal((false, true, 3), (video.IsDeleted, video.IsStarted, video.Of(StatusKind.Transcript).Lines.Count));

        await Deletions.DeleteAsync("talk", Cancel);
        await video.ApplyAsync([await ReadAsync(Transcript())], Cancel);
        Assert.Equal((true, false, 0), (video.IsDeleted, video.IsStarted, video.Of(StatusKind.Transcript).Lines.Count));

        // Neither what comes late nor what another program says brings it back.
        await video.ApplyAsync([older, new StatusChange(Transcript(), ShortForm(StatusState.Processing)), new StatusChange(Summary(), ShortForm(StatusState.Processing))], Cancel);
        Assert.Equal((true, false), (video.IsDeleted, video.Of(StatusKind.Transcript).Status is not null));

        await Deletions.RestoreAsync("talk", Cancel);
        await video.ApplyAsync([await ReadAsync(Transcript())], Cancel);
        Assert.Equal((false, StatusState.Queued, 3), (video.IsDeleted, video.Of(StatusKind.Transcript).State, video.Of(StatusKind.Transcript).Lines.Count));
    }

    [Fact]
    public async Task Page_that_did_not_hear_of_the_deletion_shows_nothing_old_of_what_was_submitted_anew()
    {
        var job = await SubmitAndClaimAsync();
        await ReportAsync(job, Lines(0, 3));
        await CompleteAsync(job, "All of it");
        await CompleteAsync(await ClaimAsync(), "In brief");
        var (told, read) = (await ShowAsync(), await ShowAsync());
        Assert.Equal("In brief", told.Of(StatusKind.Summary).Text);

        await Deletions.DeleteAsync("talk", Cancel);
        await SubmitAsync();
        await told.ApplyAsync([await ReadAsync(Transcript()), await ReadAsync(Summary())], Cancel);
        await read.ReadAsync(Cancel);

        Assert.Equal((false, StatusState.Queued, 0), (told.IsDeleted, told.Of(StatusKind.Transcript).State, told.Of(StatusKind.Transcript).Lines.Count));
        Assert.Equal((null, null), (told.Of(StatusKind.Summary).Status, told.Of(StatusKind.Summary).Text));
        Assert.Equal((StatusState.Queued, 0), (read.Of(StatusKind.Transcript).State, read.Of(StatusKind.Transcript).Lines.Count));
    }

    [Fact]
    public async Task List_drops_it_and_shows_it_again_in_its_place()
    {
        foreach (var id in (string[])["one", "two", "three"])
            await SubmitAsync(id);
        var list = new ShownVideos(Library, new VideoReads(Store), Clock, new VideoQuery(20));
        await list.ReadAsync(Cancel);
        var older = await ReadAsync(Transcript("two"));

        await Deletions.DeleteAsync("two", Cancel);
        await list.ApplyAsync([await ReadAsync(Transcript("two"))], Cancel);
        Assert.Equal(["three", "one"], list.Videos.Select(video => video.Id));

        await list.ApplyAsync([older, new StatusChange(Transcript("two"), ShortForm(StatusState.Processing) with { VideoId = "two" })], Cancel);
        await list.ApplyAsync([new StatusChange(Summary("two"), ShortForm(StatusState.Processing) with { VideoId = "two" })], Cancel);
        Assert.Equal(["three", "one"], list.Videos.Select(video => video.Id));

        await Deletions.RestoreAsync("two", Cancel);
        await list.ApplyAsync([await ReadAsync(Transcript("two"))], Cancel);
        Assert.Equal(["three", "two", "one"], list.Videos.Select(video => video.Id));
    }

    [Fact]
    public void Short_form_deletes_nothing() => Assert.Null(Pipeline.Announcements.StatusMessageReader.Read(
        """{"videoId":"talk","status":"processing","timestamp":1,"deleted":true}"""u8, maxBytes: 1000).Message!.Deleted);

    private async Task PurgeAsync()
    {
        await Deletions.DeleteAsync("talk", Cancel);
        var purging = Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<Pipeline.Jobs.DeletedVideos>().Single();
        await purging.StartAsync(Cancel);
        await Fixtures.Wait.For(
            async () =>
            {
                Clock.Advance(TimeSpan.FromMinutes(10));
                return (await Store.GetVideoAsync("talk", Cancel))!.RestorableUntil is null;
            },
            "the video to be gone");
        await purging.StopAsync(Cancel);
    }

    private IRenderedComponent<DeletedVideo> Face(ShownVideo video) => Render<DeletedVideo>(with => with
        .Add(face => face.Video, video).Add(face => face.Live, true).Add(face => face.Busy, false).Add(face => face.Problem, null)
        .Add(face => face.OnUndo, () => asked.Add("undo")).Add(face => face.OnSubmit, asked.Add));
}
