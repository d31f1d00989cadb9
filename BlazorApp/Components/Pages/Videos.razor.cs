using System.Data.Common;
using BlazorApp.Components.Videos;
using BlazorApp.Status;
using Microsoft.AspNetCore.Components;
using Pipeline.Jobs;
using Pipeline.Status;
using Pipeline.Storage;

namespace BlazorApp.Components.Pages;

/// <summary>Every video with the live state of each kind, newest first, and the box to submit another.</summary>
public sealed partial class Videos(
    NotificationService notifications, VideoStore store, Submissions submissions, TimeProvider clock, NavigationManager navigation, ILogger<Videos> logger)
    : ComponentBase, IAsyncDisposable
{
    private const int PageSize = 20;
    private const int MostShown = 500;

    private readonly CancellationTokenSource leaving = new();
    private IAsyncDisposable? watch;
    private ShownVideos? shown;
    private int watched;
    private bool unreadable;
    private bool submitting;
    private string? problem;

    /// <summary>How many videos are shown at most; in the address, so that going back finds the list as it was.</summary>
    [SupplyParameterFromQuery]
    private int? Show { get; set; }

    [CascadingParameter]
    private HealthReport Health { get; set; } = default!;

    private int Size => Math.Clamp(Show ?? PageSize, PageSize, MostShown);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await leaving.CancelAsync();
        if (watch is not null)
            await watch.DisposeAsync();
        leaving.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (watched == Size && !(unreadable && Health.DatabaseReachable))
            return;
        watched = Size;
        await BeginAsync(Size);
    }

    private async Task BeginAsync(int size)
    {
        if (watch is not null)
            await watch.DisposeAsync();
        watch = null;
        var next = new ShownVideos(store, clock, size);
        try
        {
            if (RendererInfo.IsInteractive)
                await WatchAsync(next, size);
            else
                await next.ReadAsync(leaving.Token);
            (shown, unreadable) = (next, false);
        }
        catch (DbException exception)
        {
            unreadable = true;
            LogUnreadable(exception.Message);
        }
    }

    private async Task WatchAsync(ShownVideos next, int size)
    {
        var begun = await notifications.WatchAsync(
            StatusFilter.All,
            cancellationToken => OnScreenAsync(() => next.ReadAsync(cancellationToken)),
            changes => OnScreenAsync(() => next.ApplyAsync(changes, leaving.Token)),
            leaving.Token);
        if (leaving.IsCancellationRequested || watched != size)
            await begun.DisposeAsync();
        else
            watch = begun;
    }

    private async Task SubmitAsync((string Source, string Language) asked)
    {
        if (submitting)
            return;
        (var source, problem) = VideoSource.Read(asked.Source);
        if (source is null)
            return;

        submitting = true;
        try
        {
            await submissions.SubmitAsync(source, asked.Language, title: null, leaving.Token);
            navigation.NavigateTo($"/videos/{source.VideoId}?language={asked.Language}");
        }
        catch (DbException exception)
        {
            (submitting, problem) = (false, "The database does not answer, so nothing was submitted. Try again in a moment.");
            LogUnreadable(exception.Message);
        }
    }

    private async Task<T> OnScreenAsync<T>(Func<Task<T>> change)
    {
        T result = default!;
        await InvokeAsync(async () =>
        {
            result = await change();
            StateHasChanged();
        });
        return result;
    }

    private Task OnScreenAsync(Func<Task> change) => InvokeAsync(async () =>
    {
        await change();
        StateHasChanged();
    });

    [LoggerMessage(LogLevel.Warning, "The list of videos could not use the database: {Reason}")]
    private partial void LogUnreadable(string reason);
}
