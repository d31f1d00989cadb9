using System.Data.Common;
using BlazorApp.Components.Videos;
using BlazorApp.Status;
using Microsoft.AspNetCore.Components;
using Pipeline.Jobs;
using Pipeline.Search;
using Pipeline.Status;
using Pipeline.Storage;

namespace BlazorApp.Components.Pages;

/// <summary>One video in one language: its transcript and summary as they are made. Also for an id that nobody has submitted yet.</summary>
public sealed partial class Video(
    NotificationService notifications, VideoStore store, VideoReads reads, ResultStore results, Submissions submissions, Deletions deletions, WaitingJobs waiting, FollowedVideos followed, VideoHeading heading,
    TimeProvider clock, NavigationManager navigation, ILogger<Video> logger)
    : WatchingComponent(notifications, clock, logger)
{
    private readonly Dictionary<StatusKey, long> asked = [];
    private ShownVideo? shown;
    private (string, string?)? watched;
    private bool submitting;
    private bool deletedHere;
    private bool restoredHere;
    private string? problem;
    private string? announced;
    private SearchQuery? said;
    private string? read;

    /// <summary>The video's id, as it stands in the address.</summary>
    [Parameter, EditorRequired]
    public required string Id { get; set; }

    [SupplyParameterFromQuery]
    private string? Language { get; set; }

    /// <summary>The language to lay beside it.</summary>
    [SupplyParameterFromQuery]
    private string? Beside { get; set; }

    private string? BesideLanguage => shown is not null && Beside != shown.Language && shown.Languages.Contains(Beside) ? Beside : null;

    /// <summary>The moment of the video to go to.</summary>
    [SupplyParameterFromQuery(Name = "t")]
    private string? At { get; set; }

    private double? Moment => MomentInAddress.Read(At);

    /// <summary>The words that a search found: at that moment, or where there is none in the title or a text.</summary>
    [SupplyParameterFromQuery]
    private string? Q { get; set; }

    private SearchQuery? SaidAnywhere => Moment is null ? said : null;

    [CascadingParameter]
    private HealthReport Health { get; set; } = default!;

    /// <summary>The request; only while prerendering.</summary>
    [CascadingParameter]
    private HttpContext? Http { get; set; }

    private ShownResult Transcript => shown!.Of(StatusKind.Transcript);

    private ShownResult Summary => shown!.Of(StatusKind.Summary);

    private string Icon => shown is { IsStarted: true } ? VideoHeading.IconOf(shown) : VideoHeading.RestingIcon;

    private string Heading => shown switch
    {
        { IsDeleted: true } => $"{Words["Deleted"]} · {shown.Title} · Live",
        { IsStarted: true } => heading.Of(shown),
        _ => "Live",
    };

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (read != Q)
            (read, said) = (Q, SearchQuery.Read(Q).Query);
        if (watched == (Id, Language))
            return;
        watched = (Id, Language);
        await BeginAsync();
        if (Http is not null && shown is not { IsKnown: true, IsDeleted: false } && !IsUnreadable)
            Http.Response.OnStarting(SayNotFoundAsync, Http.Response);
    }

    // Set as late as this, because a page that answers 404 earlier is replaced by the one for unknown addresses.
    private static Task SayNotFoundAsync(object response)
    {
        ((HttpResponse)response).StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private async Task BeginAsync()
    {
        (problem, announced, deletedHere, restoredHere) = (null, null, false, false);
        asked.Clear();
        if (!VideoId.IsWellFormed(Id))
        {
            shown = null;
            await WatchNothingAsync();
            return;
        }

        await WatchVideoAsync();
    }

    private Task WatchVideoAsync()
    {
        followed.Add(Id);
        var next = new ShownVideo(store, reads, results, Id, Pipeline.Status.Language.IsWellFormed(Language) ? Language : null, Clock, Moment);
        return WatchAsync(StatusFilter.Videos(Id), next.ReadAsync, changes => OnScreenAsync(() => ApplyAsync(next, changes)), () => shown = next);
    }

    private async Task ApplyAsync(ShownVideo video, IReadOnlyList<StatusChange> changes)
    {
        await video.ApplyAsync(changes, Leaving);
        Announce(changes);
    }

    // For those who hear the page: how something ended, and nothing of what came between.
    private void Announce(IReadOnlyList<StatusChange> changes)
    {
        foreach (var (key, message) in changes.Where(change => change.Key.Language == shown?.Language && change.Message is { Status.IsFinal: true, Deleted: null }))
            announced = $"{StatusWords.Title(key.Kind)}: {StatusWords.Of(key.Kind, message, live: true).Words}.";
    }

    // A request counts as under way until any newer change of its status arrives.
    private bool IsAsked(ShownResult result) => asked.TryGetValue(result.Key, out var order) && result.Status?.Order == order;

    private Task CancelAsync(ShownResult result) => RequestAsync(result, submissions.CancelAsync);

    private Task RetryAsync(ShownResult result) => RequestAsync(result, submissions.RetryAsync);

    private async Task RequestAsync(ShownResult result, Func<StatusKey, CancellationToken, Task<RequestOutcome>> request)
    {
        if (IsAsked(result))
            return;
        (problem, asked[result.Key]) = (null, result.Status?.Order ?? 0);
        await TryAsync(async () =>
        {
            if (await request(result.Key, Leaving) != RequestOutcome.Accepted)
                asked.Remove(result.Key); // it had moved on; the news of that is on its way
        });
        if (problem is not null)
            asked.Remove(result.Key);
    }

    private Task DeleteAsync()
    {
        (deletedHere, restoredHere) = (true, false);
        return TurnAsync(() => deletions.DeleteAsync(Id, Leaving));
    }

    private Task RestoreAsync()
    {
        (deletedHere, restoredHere) = (false, true);
        return TurnAsync(() => deletions.RestoreAsync(Id, Leaving));
    }

    // The page of whoever asked turns at once, also while updates are paused: it begins anew with what is stored.
    private async Task TurnAsync(Func<Task> request)
    {
        await RequestAsync(request);
        if (problem is null)
            await WatchVideoAsync();
    }

    private async Task SubmitAsync(string language)
    {
        if (submitting)
            return;
        await RequestAsync(() => submissions.SubmitAsync(new VideoSource(Id, Link: null), language, title: null, Leaving));
        if (problem is null && language != shown?.Language)
            navigation.NavigateTo($"/videos/{Id}?language={language}");
    }

    private async Task RequestAsync(Func<Task> request)
    {
        if (submitting)
            return;
        (problem, submitting) = (null, true);
        await TryAsync(request);
        submitting = false;
    }

    private async Task TryAsync(Func<Task> request)
    {
        try
        {
            await request();
        }
        catch (DbException exception)
        {
            problem = Words["The database does not answer, so nothing was changed. Try again in a moment."];
            LogUnusable(exception.Message);
        }
    }
}
