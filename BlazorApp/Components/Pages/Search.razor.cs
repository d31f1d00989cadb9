using System.Data.Common;
using System.Globalization;
using BlazorApp.Components.Videos;
using BlazorApp.Status;
using Microsoft.AspNetCore.Components;
using Pipeline.Search;
using Pipeline.Status;

namespace BlazorApp.Components.Pages;

/// <summary>What was said in any video, found by its words; what completes meanwhile is found as well.</summary>
public sealed partial class Search(
    NotificationService notifications, SearchStore store, TimeProvider clock, NavigationManager navigation, ILogger<Search> logger)
    : ComponentBase, IAsyncDisposable
{
    private const int PageSize = 20;
    private const int MostShown = 200;

    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromSeconds(1);

    // However many texts complete, a page asks the database no more often than this.
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    // Never disposed, because what still runs when the page is left asks for its token; it holds nothing to release.
    private readonly CancellationTokenSource leaving = new();
    private IAsyncDisposable? watch;
    private SearchQuery? newest;
    private SearchPage? found;
    private ElementReference box;
    private (string?, int)? watched;
    private bool unreadable;
    private string? typed;
    private string? problem;

    /// <summary>What is searched for, as it was typed.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    private string? Q { get; set; }

    /// <summary>How many results are shown at most; in the address, so that going back finds them as they were.</summary>
    [SupplyParameterFromQuery]
    private string? Show { get; set; }

    private int Size => Math.Clamp(int.TryParse(Show, CultureInfo.InvariantCulture, out var asked) ? asked : PageSize, PageSize, MostShown);

    private string Heading => newest is null ? Words["Search"] : Words["Search for “{0}”", Q!.Trim()];

    private string? Count => (unreadable, found) switch
    {
        (true, _) or (_, null or { Hits.Count: 0 }) => null,
        (_, { Next: not null }) => Words["The best {0} results", found.Hits.Count].Value,
        (_, { Hits.Count: 1 }) => Words["1 result"].Value,
        _ => Words["{0} results", found.Hits.Count].Value,
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
        if (watched == (Q, Size))
            return;
        watched = (Q, Size);
        typed = Q;
        await BeginAsync();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // Who comes without a question comes to type one.
        if (firstRender && string.IsNullOrEmpty(Q))
            await box.FocusAsync();
    }

    private void Ask() => navigation.NavigateTo($"/search?q={Uri.EscapeDataString(typed?.Trim() ?? "")}");

    // The address may change again wherever this waits: only what was asked last is shown and stays watched.
    private async Task BeginAsync()
    {
        (newest, problem) = string.IsNullOrWhiteSpace(Q) ? (null, null) : SearchQuery.Read(Q);
        var (next, before) = (newest, watch);
        (watch, unreadable) = (null, false);
        if (next is null)
            found = null;
        if (before is not null)
            await before.DisposeAsync();
        while (next is not null && next == newest && !await TryShowAsync(next) && RendererInfo.IsInteractive)
        {
            StateHasChanged();
            await Task.Delay(ReadAgainAfter, clock, leaving.Token);
        }
    }

    private async Task<bool> TryShowAsync(SearchQuery next)
    {
        try
        {
            if (RendererInfo.IsInteractive)
                await WatchAsync(next);
            else
                await ReadAsync(next, leaving.Token);
            return true;
        }
        catch (DbException exception)
        {
            unreadable |= next == newest;
            LogUnreadable(exception.Message);
            return false;
        }
    }

    private async Task WatchAsync(SearchQuery next)
    {
        var begun = await notifications.WatchAsync(
            StatusFilter.All,
            async cancellationToken =>
            {
                await OnScreenAsync(next, cancellationToken);
                return [];
            },
            changes => ApplyAsync(next, changes),
            leaving.Token);
        if (leaving.IsCancellationRequested || next != newest)
            await begun.DisposeAsync();
        else
            watch = begun;
    }

    private async Task ApplyAsync(SearchQuery next, IReadOnlyList<StatusChange> changes)
    {
        if (!changes.Any(CanBeFound))
            return;
        await OnScreenAsync(next, leaving.Token);
        // What comes meanwhile waits in the mailbox.
        await Task.Delay(Between, clock, leaving.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // A text, a title, a video that is new, deleted, or had back.
    private static bool CanBeFound(StatusChange change) =>
        change.Message is { Title: not null } or { Deleted: true } or { Status: not StatusState.Processing };

    private Task OnScreenAsync(SearchQuery next, CancellationToken cancellationToken) => InvokeAsync(async () =>
    {
        await ReadAsync(next, cancellationToken);
        StateHasChanged();
    });

    private async Task ReadAsync(SearchQuery next, CancellationToken cancellationToken)
    {
        var page = await store.SearchAsync(new SearchRequest(next, Size), cancellationToken);
        if (next == newest)
            (found, unreadable) = (page, false);
    }

    [LoggerMessage(LogLevel.Warning, "A search could not use the database: {Reason}")]
    private partial void LogUnreadable(string reason);
}
