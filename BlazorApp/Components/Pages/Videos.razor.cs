using System.Data.Common;
using System.Globalization;
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

    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromSeconds(1);

    // Never disposed, because what still runs when the page is left asks for its token; it holds nothing to release.
    private readonly CancellationTokenSource leaving = new();
    private IAsyncDisposable? watch;
    private ShownVideos? shown;
    private ShownVideos? newest;
    private int watched;
    private bool unreadable;
    private bool submitting;
    private string? problem;

    /// <summary>How many videos are shown at most; in the address, so that going back finds the list as it was.</summary>
    [SupplyParameterFromQuery]
    private string? Show { get; set; }

    [CascadingParameter]
    private HealthReport Health { get; set; } = default!;

    private int Size => Math.Clamp(int.TryParse(Show, CultureInfo.InvariantCulture, out var asked) ? asked : PageSize, PageSize, MostShown);

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
        if (watched == Size)
            return;
        watched = Size;
        await BeginAsync();
    }

    // The address may change again wherever this waits: only what was begun last is shown and stays watched.
    private async Task BeginAsync()
    {
        var next = newest = new ShownVideos(store, clock, Size);
        var before = watch;
        watch = null;
        if (before is not null)
            await before.DisposeAsync();
        while (next == newest && !await TryShowAsync(next) && RendererInfo.IsInteractive)
        {
            StateHasChanged();
            await Task.Delay(ReadAgainAfter, clock, leaving.Token);
        }
    }

    private async Task<bool> TryShowAsync(ShownVideos next)
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
            LogUnreadable(exception.Message);
            return false;
        }
    }

    private async Task WatchAsync(ShownVideos next)
    {
        var begun = await notifications.WatchAsync(
            StatusFilter.All,
            cancellationToken => OnScreenAsync(() => next.ReadAsync(cancellationToken)),
            changes => OnScreenAsync(() => next.ApplyAsync(changes, leaving.Token)),
            leaving.Token);
        if (leaving.IsCancellationRequested || next != newest)
            await begun.DisposeAsync();
        else
            watch = begun;
    }

    private async Task SubmitAsync((string Source, string Language) asked)
    {
        if (submitting)
            return;
        var (source, refusal) = VideoSource.Read(asked.Source);
        problem = refusal is null ? null : Words[refusal].Value;
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
            (submitting, problem) = (false, Words["The database does not answer, so nothing was submitted. Try again in a moment."]);
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
