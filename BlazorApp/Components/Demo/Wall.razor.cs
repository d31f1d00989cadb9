using System.Data.Common;
using BlazorApp.Demo;
using BlazorApp.Status;
using Microsoft.AspNetCore.Components;
using Pipeline.Status;
using Pipeline.Storage;

namespace BlazorApp.Components.Demo;

/// <summary>The videos of a demo, all on one screen, live.</summary>
public sealed partial class Wall(NotificationService notifications, VideoStore store, TimeProvider clock, ILogger<Wall> logger)
    : ComponentBase, IAsyncDisposable
{
    // Beyond so many, a tile is only as large as it must be.
    private const int Roomy = 40;

    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromSeconds(1);

    // Never disposed, because what still runs when the page is left asks for its token; it holds nothing to release.
    private readonly CancellationTokenSource leaving = new();
    private IAsyncDisposable? watch;
    private ShownWall? shown;
    private ShownWall? newest;
    private bool unreadable;

    /// <summary>Whose videos; null for an empty wall.</summary>
    [Parameter, EditorRequired]
    public required DemoRun? Run { get; set; }

    /// <summary>Whether something is being done about this demo already.</summary>
    [Parameter, EditorRequired]
    public required bool Busy { get; set; }

    /// <summary>The presenter asks to try again what failed.</summary>
    [Parameter]
    public EventCallback OnRetry { get; set; }

    /// <summary>The presenter asks for an empty wall.</summary>
    [Parameter]
    public EventCallback OnClear { get; set; }

    [CascadingParameter]
    private HealthReport Health { get; set; } = default!;

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
        if (newest?.Run == Run)
            return;
        await BeginAsync();
    }

    // Another demo may be asked for wherever this waits: only what was begun last is shown and stays watched.
    private async Task BeginAsync()
    {
        var next = newest = Run is null ? null : new ShownWall(store, Run);
        (shown, unreadable) = (null, false);
        var before = watch;
        watch = null;
        if (before is not null)
            await before.DisposeAsync();
        while (next is not null && next == newest && !await TryShowAsync(next) && RendererInfo.IsInteractive)
        {
            StateHasChanged();
            await Task.Delay(ReadAgainAfter, clock, leaving.Token);
        }
    }

    private async Task<bool> TryShowAsync(ShownWall next)
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

    private async Task WatchAsync(ShownWall next)
    {
        var begun = await notifications.WatchAsync(
            StatusFilter.Videos(next.Run.VideoIds),
            async cancellationToken =>
            {
                IEnumerable<StatusChange> read = [];
                await OnScreenAsync(async () => read = await next.ReadAsync(cancellationToken));
                return read;
            },
            changes => OnScreenAsync(() => next.ApplyAsync(changes, leaving.Token)),
            leaving.Token);
        if (leaving.IsCancellationRequested || next != newest)
            await begun.DisposeAsync();
        else
            watch = begun;
    }

    private Task OnScreenAsync(Func<Task> change) => InvokeAsync(async () =>
    {
        await change();
        StateHasChanged();
    });

    [LoggerMessage(LogLevel.Warning, "The wall could not use the database: {Reason}")]
    private partial void LogUnreadable(string reason);
}
