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
    : WatchingComponent(notifications, clock, logger)
{
    private const int PageSize = 20;
    private const int MostShown = 200;

    // More than is searched for, so that what is too long is refused in words and not cut; and no more than an address and a message hold.
    private const int MostTyped = 2000;

    // However many texts complete, a page asks the database no more often than this.
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    private SearchQuery? newest;
    private SearchPage? found;
    private ElementReference box;
    private (string?, int)? watched;
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

    private string? Count => (IsUnreadable, found) switch
    {
        (true, _) or (_, null or { Hits.Count: 0 }) => null,
        (_, { Next: not null }) => Words["The best {0} results", found.Hits.Count].Value,
        (_, { Hits.Count: 1 }) => Words["1 result"].Value,
        _ => Words["{0} results", found.Hits.Count].Value,
    };

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

    private async Task BeginAsync()
    {
        (newest, problem) = string.IsNullOrWhiteSpace(Q) ? (null, null) : SearchQuery.Read(Q);
        if (newest is not { } next)
        {
            found = null;
            await WatchNothingAsync();
            return;
        }

        await WatchAsync(StatusFilter.All, cancellationToken => ReadAsync(next, cancellationToken), changes => ApplyAsync(next, changes));
    }

    private async Task ApplyAsync(SearchQuery next, IReadOnlyList<StatusChange> changes)
    {
        if (!changes.Any(CanBeFound))
            return;
        await OnScreenAsync(() => ReadAsync(next, Leaving));
        // What comes meanwhile waits in the mailbox.
        await Task.Delay(Between, Clock, Leaving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // A text, a title, a video that is new, deleted, or had back.
    private static bool CanBeFound(StatusChange change) =>
        change.Message is { Title: not null } or { Deleted: true } or { Status: not StatusState.Processing };

    private async Task<IEnumerable<StatusChange>> ReadAsync(SearchQuery next, CancellationToken cancellationToken)
    {
        var page = await store.SearchAsync(new SearchRequest(next, Size), cancellationToken);
        if (next == newest)
            found = page;
        return [];
    }
}
