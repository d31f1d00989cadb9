using System.Data.Common;
using BlazorApp.Components.Videos;
using BlazorApp.Status;
using Microsoft.AspNetCore.Components;
using Pipeline.Jobs;
using Pipeline.Status;
using Pipeline.Storage;

namespace BlazorApp.Components.Pages;

/// <summary>The library: every video with the live state of each kind, page by page, filtered and sorted, and the box to submit others.</summary>
public sealed partial class Videos(
    NotificationService notifications, LibraryStore library, VideoStore store, Submissions submissions, Reader reader, TimeProvider clock,
    NavigationManager navigation, ILogger<Videos> logger)
    : ComponentBase, IAsyncDisposable
{
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromSeconds(1);

    // Never disposed, because what still runs when the page is left asks for its token; it holds nothing to release.
    private readonly CancellationTokenSource leaving = new();
    private IAsyncDisposable? watch;
    private ShownVideos? shown;
    private ShownVideos? newest;
    private readonly HashSet<string> selected = new(StringComparer.Ordinal);
    private LibraryAddress address = LibraryAddress.Read(null, null, null, null, null, null);
    private VideoQuery query = new(1);
    private VideoQuery? watched;
    private LinkBatch? batch;
    private bool unreadable;
    private bool submitting;
    private string? problem;

    [SupplyParameterFromQuery]
    private string? State { get; set; }

    [SupplyParameterFromQuery(Name = "language")]
    private string? Spoken { get; set; }

    [SupplyParameterFromQuery]
    private string? Sort { get; set; }

    [SupplyParameterFromQuery]
    private string? After { get; set; }

    [SupplyParameterFromQuery]
    private string? Before { get; set; }

    [SupplyParameterFromQuery]
    private string? View { get; set; }

    [CascadingParameter]
    private HealthReport Health { get; set; } = default!;

    private DateOnly Today => reader.DayOf(clock.GetUtcNow());

    private string BackWords => query.Sort switch
    {
        VideoSort.Newest => Words["Newer"],
        VideoSort.Oldest => Words["Older"],
        _ => Words["Previous page"],
    };

    private string OnWords => query.Sort switch
    {
        VideoSort.Newest => Words["Older"],
        VideoSort.Oldest => Words["Newer"],
        _ => Words["Next page"],
    };

    // Each day with its videos; all of them without one where the order is not that of time.
    private IEnumerable<(DateOnly? Day, List<VideoView> Videos)> Days
    {
        get
        {
            (DateOnly? Day, List<VideoView> Videos)? open = null;
            foreach (var video in shown!.Videos)
            {
                DateOnly? day = query.Sort == VideoSort.Title ? null : reader.DayOf(video.CreatedAt);
                if (open is { } full && full.Day != day)
                {
                    yield return full;
                    open = null;
                }

                open ??= (day, []);
                open.Value.Videos.Add(video);
            }

            if (open is { } last)
                yield return last;
        }
    }

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
        address = LibraryAddress.Read(State, Spoken, Sort, After, Before, View);
        reader.View = address.View ?? reader.View;
        query = address.Query(reader.View);
        if (watched == query)
            return;
        watched = query;
        selected.Clear();
        await BeginAsync();
    }

    // The address may change again wherever this waits: only what was begun last is shown and stays watched.
    private async Task BeginAsync()
    {
        var next = newest = new ShownVideos(library, store, clock, query);
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
        (batch, problem) = (null, null);
        var lines = LinkBatch.Lines(asked.Source);
        if (lines.Count > 1)
        {
            await SubmitAsync(lines, asked.Language);
            return;
        }

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

    private async Task SubmitAsync(IReadOnlyList<PastedLink> lines, string language)
    {
        if (lines.Count > LinkBatch.MostLines)
        {
            problem = Words["These are {0} lines, and {1} are taken at once. Nothing was submitted, and nothing is lost: submit them in parts.", lines.Count, LinkBatch.MostLines];
            return;
        }

        (submitting, batch) = (true, LinkBatch.Of(lines));
        var refusal = await batch.SubmitAsync(submissions, language, clock, () => InvokeAsync(StateHasChanged));
        submitting = false;
        if (refusal is not null)
            LogUnreadable(refusal.Message);
    }

    private void Select((VideoView Video, bool Selected) change)
    {
        if (change.Selected)
            selected.Add(change.Video.Id);
        else
            selected.Remove(change.Video.Id);
    }

    private void SelectAll(bool all)
    {
        selected.Clear();
        if (all)
            selected.UnionWith(shown!.Videos.Select(video => video.Id));
    }

    private void Deselect(IReadOnlyCollection<string> ids) => selected.ExceptWith([.. ids]);

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
