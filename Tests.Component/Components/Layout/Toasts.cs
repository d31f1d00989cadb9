using BlazorApp.Components.Layout;
using BlazorApp.Status;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using Pipeline.Status;
using Tests.Fixtures;
using Xunit;

namespace Tests.Component.Components.Layout;

/// <summary>Who looks at something else is told how a video ended that he had opened, whatever the database does meanwhile.</summary>
public sealed class Toasts : StoreTest
{
    private IRenderedComponent<Elsewhere> toasts = null!;

    private FollowedVideos Followed => Services.GetRequiredService<FollowedVideos>();

    private IEnumerable<string?> Said => Services.GetRequiredService<ISnackbar>().ShownSnackbars.Select(toast => toast.Message);

    [Fact]
    public async Task Video_that_was_opened_is_told_by_its_title()
    {
        await SubmitAsync(title: "The lighthouse");
        var job = await ClaimAsync();
        Open("/diagnostics");
        Followed.Add("talk");
        await WaitUntilWatchedAsync();
        Assert.Empty(Said);

        await CompleteAsync(job, "The whole talk");
        await AnnounceAsync(Transcript());

        await SaidAsync("The lighthouse · Transcript: Completed");
    }

    [Fact]
    public async Task Video_is_told_by_its_id_while_the_database_is_away()
    {
        var job = await SubmitAndClaimAsync();
        Open("/diagnostics");
        Followed.Add("talk");
        await WaitUntilWatchedAsync();
        await CompleteAsync(job, "The whole talk");
        var announced = await ReadAsync(Transcript());

        Gate.Before = _ => throw Away();
        Feed.Publish(announced);

        await SaidAsync("talk · Transcript: Completed");
    }

    [Fact]
    public async Task Video_that_could_not_be_watched_at_first_is_told_all_the_same()
    {
        var job = await SubmitAndClaimAsync();
        Gate.Before = _ => throw Away();
        Open("/diagnostics");
        Followed.Add("talk");
        await toasts.InvokeAsync(() => { });
        Assert.Equal(0, Feed.Subscribers);

        Gate.Before = null;

        await WaitUntilWatchedAsync();
        await CompleteAsync(job, "The whole talk");
        await AnnounceAsync(Transcript());
        await SaidAsync("talk · Transcript: Completed");
    }

    [Fact]
    public async Task What_the_eye_already_sees_is_not_said()
    {
        var job = await SubmitAndClaimAsync();
        await SubmitAsync("other");
        Open("/videos/talk?language=en");
        Followed.Add("talk");
        Followed.Add("other");
        await WaitUntilWatchedAsync();

        await CompleteAsync(job, "The whole talk");
        await AnnounceAsync(Transcript());
        await CompleteAsync(await ClaimAsync(), "The other one");
        await AnnounceAsync(Transcript("other"));

        await SaidAsync("other · Transcript: Completed");
        Assert.Single(Said);
    }

    [Fact]
    public async Task Deleted_video_is_not_told_of_and_what_was_said_of_it_goes()
    {
        var deletions = Services.GetRequiredService<Pipeline.Jobs.Deletions>();
        var job = await SubmitAndClaimAsync();
        await SubmitAsync("other");
        var late = await ClaimAsync();
        Open("/diagnostics");
        Followed.Add("talk");
        Followed.Add("other");
        await WaitUntilWatchedAsync();
        await CompleteAsync(job, "The whole talk");
        await AnnounceAsync(Transcript());
        await SaidAsync("talk · Transcript: Completed");

        await deletions.DeleteAsync("talk", Cancel);
        await AnnounceAsync(Transcript());
        await deletions.DeleteAsync("other", Cancel);
        await CompleteAsync(late, "Too late");
        await AnnounceAsync(Transcript("other"));

        await Wait.For(() => !Said.Any(), "the toast to go");
        await toasts.InvokeAsync(() => { });
        Assert.Empty(Said);
    }

    private void Open(string address)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        toasts = Render<Elsewhere>();
    }

    private async Task WaitUntilWatchedAsync()
    {
        await Wait.For(
            () =>
            {
                Clock.Advance(TimeSpan.FromSeconds(1));
                return Feed.Subscribers == 1;
            },
            "the watch");
        await toasts.InvokeAsync(() => { }); // the reading that follows it has ended
    }

    private Task SaidAsync(string words) => Wait.For(() => Said.Contains(words), words);
}
