using System.Data.Common;
using BlazorApp.Components.Videos;
using BlazorApp.Status;
using Microsoft.AspNetCore.Components;
using Pipeline.Jobs;
using Pipeline.Status;
using Pipeline.Storage;

namespace BlazorApp.Components.Pages;

/// <summary>One video in one language: its transcript and summary as they are made. Also for an id that nobody has submitted yet.</summary>
public sealed partial class Video(
    NotificationService notifications, VideoStore store, ResultStore results, Submissions submissions, Deletions deletions, WaitingJobs waiting, FollowedVideos followed, VideoHeading heading,
    TimeProvider clock, NavigationManager navigation, ILogger<Video> logger)
    : ComponentBase, IAsyncDisposable
{
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromSeconds(1);

    // Never disposed, because what still runs when the page is left asks for its token; it holds nothing to release.
    private readonly CancellationTokenSource leaving = new();
    private readonly Dictionary<StatusKey, long> asked = [];
    private IAsyncDisposable? watch;
    private ShownVideo? shown;
    private ShownVideo? newest;
    private (string, string?)? watched;
    private bool unreadable;
    private bool submitting;
    private bool deletedHere;
    private bool restoredHere;
    private string? problem;
    private string? announced;

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
    public async ValueTask DisposeAsync()
    {
        await leaving.CancelAsync();
        if (watch is not null)
            await watch.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (watched == (Id, Language))
            return;
        watched = (Id, Language);
        await BeginAsync();
        if (Http is not null && shown is not { IsKnown: true, IsDeleted: false } && !unreadable)
            Http.Response.OnStarting(SayNotFoundAsync, Http.Response);
    }

    // Set as late as this, because a page that answers 404 earlier is replaced by the one for unknown addresses.
    private static Task SayNotFoundAsync(object response)
    {
        ((HttpResponse)response).StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    // The address may change again wherever this waits: only what was begun last is shown and stays watched.
    private async Task BeginAsync()
    {
        var next = newest = VideoId.IsWellFormed(Id)
            ? new ShownVideo(store, results, Id, Pipeline.Status.Language.IsWellFormed(Language) ? Language : null, clock, Moment)
            : null;
        var before = watch;
        (watch, problem, announced, deletedHere, restoredHere) = (null, null, null, false, false);
        if (next is not null)
            followed.Add(Id);
        asked.Clear();
        if (next is null)
            shown = null;
        if (before is not null)
            await before.DisposeAsync();
        while (next is not null && next == newest && !await TryShowAsync(next) && RendererInfo.IsInteractive)
        {
            StateHasChanged();
            await Task.Delay(ReadAgainAfter, clock, leaving.Token);
        }
    }

    private async Task<bool> TryShowAsync(ShownVideo next)
    {
        try
        {
            if (RendererInfo.IsInteractive)
                await WatchAsync(next);
            else
                await next.ReadAsync(leaving.Token);
            if (next == newest)
                (shown, unreadable) = (next, false);
            return true;
        }
        catch (DbException exception)
        {
            unreadable |= next == newest;
            LogUnreadable(next.Id, exception.Message);
            return false;
        }
    }

    private async Task WatchAsync(ShownVideo next)
    {
        var begun = await notifications.WatchAsync(
            StatusFilter.Videos(next.Id),
            async cancellationToken =>
            {
                IEnumerable<StatusChange> read = [];
                await InvokeAsync(async () =>
                {
                    read = await next.ReadAsync(cancellationToken);
                    StateHasChanged();
                });
                return read;
            },
            changes => InvokeAsync(async () =>
            {
                await next.ApplyAsync(changes, leaving.Token);
                Announce(changes);
                StateHasChanged();
            }),
            leaving.Token);
        if (leaving.IsCancellationRequested || next != newest)
            await begun.DisposeAsync();
        else
            watch = begun;
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
            if (await request(result.Key, leaving.Token) != RequestOutcome.Accepted)
                asked.Remove(result.Key); // it had moved on; the news of that is on its way
        });
        if (problem is not null)
            asked.Remove(result.Key);
    }

    // The page turns when the news of it arrive, as everybody's does.
    private async Task DeleteAsync()
    {
        (deletedHere, restoredHere) = (true, false);
        await RequestAsync(() => deletions.DeleteAsync(Id, leaving.Token));
    }

    private Task RestoreAsync()
    {
        (deletedHere, restoredHere) = (false, true);
        return RequestAsync(() => deletions.RestoreAsync(Id, leaving.Token));
    }

    private async Task SubmitAsync(string language)
    {
        if (submitting)
            return;
        await RequestAsync(() => submissions.SubmitAsync(new VideoSource(Id, Link: null), language, title: null, leaving.Token));
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
            LogUnreadable(Id, exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The page of {VideoId} could not use the database: {Reason}")]
    private partial void LogUnreadable(string videoId, string reason);
}
