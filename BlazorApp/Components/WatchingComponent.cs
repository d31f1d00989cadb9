using System.Data.Common;
using BlazorApp.Status;
using Microsoft.AspNetCore.Components;
using Pipeline.Status;

namespace BlazorApp.Components;

/// <summary>
/// A component that watches some videos for as long as it is there. While the database does not answer it reads again every second; when
/// it watches others before it could read, what was begun last wins. Disposing it ends the watch and waits for it.
/// </summary>
public abstract partial class WatchingComponent(NotificationService notifications, TimeProvider clock, ILogger logger) : ComponentBase, IAsyncDisposable
{
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromSeconds(1);

    // Never disposed, because what still runs when the component goes asks for its token; it holds nothing to release.
    private readonly CancellationTokenSource leaving = new();
    private IAsyncDisposable? watch;
    private Watched? newest;

    /// <summary>What the component's moments and pauses come from.</summary>
    protected TimeProvider Clock => clock;

    /// <summary>Cancelled when the component goes.</summary>
    protected CancellationToken Leaving => leaving.Token;

    /// <summary>Whether the database did not answer when what is to be watched was read last.</summary>
    protected bool IsUnreadable { get; private set; }

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await leaving.CancelAsync();
        if (watch is not null)
            await watch.DisposeAsync();
    }

    /// <summary>Watches this and nothing else from now on; while prerendering it is only read. Returns once it has been read.</summary>
    /// <param name="filter">Which videos.</param>
    /// <param name="read">Reads the truth, on the component's dispatcher; see <see cref="NotificationService.WatchAsync"/>.</param>
    /// <param name="apply">Applies changes, outside of it; see <see cref="OnScreenAsync"/>.</param>
    /// <param name="show">Turns to what was read first. Not called when something else was begun meanwhile.</param>
    protected async Task WatchAsync(
        StatusFilter filter, Func<CancellationToken, Task<IEnumerable<StatusChange>>> read, Func<IReadOnlyList<StatusChange>, Task> apply, Action? show = null)
    {
        var next = new Watched(filter, read, apply, show);
        await EndAsync(next);
        while (next == newest && !await TryAsync(next) && RendererInfo.IsInteractive)
        {
            StateHasChanged();
            await Task.Delay(ReadAgainAfter, clock, Leaving);
        }
    }

    /// <summary>Watches nothing from now on.</summary>
    protected Task WatchNothingAsync()
    {
        IsUnreadable = false;
        return EndAsync(next: null);
    }

    /// <summary>Changes what is shown, and shows it.</summary>
    protected Task OnScreenAsync(Func<Task> change) => InvokeAsync(async () =>
    {
        await change();
        StateHasChanged();
    });

    /// <summary>Notes that the database did not answer.</summary>
    [LoggerMessage(LogLevel.Warning, "The database could not be used: {Reason}")]
    protected partial void LogUnusable(string reason);

    private async Task EndAsync(Watched? next)
    {
        newest = next;
        var before = watch;
        watch = null;
        if (before is not null)
            await before.DisposeAsync();
    }

    private async Task<bool> TryAsync(Watched next)
    {
        try
        {
            if (RendererInfo.IsInteractive)
                await BeginAsync(next);
            else
                await next.Read(Leaving);
        }
        catch (DbException exception)
        {
            IsUnreadable |= next == newest;
            LogUnusable(exception.Message);
            return false;
        }

        if (next == newest)
        {
            IsUnreadable = false;
            next.Show?.Invoke();
        }

        return true;
    }

    private async Task BeginAsync(Watched next)
    {
        var begun = await notifications.WatchAsync(
            next.Filter,
            async cancellationToken =>
            {
                IEnumerable<StatusChange> truth = [];
                await OnScreenAsync(async () => truth = await next.Read(cancellationToken));
                return truth;
            },
            next.Apply,
            Leaving);
        if (leaving.IsCancellationRequested || next != newest)
            await begun.DisposeAsync();
        else
            watch = begun;
    }

    // Compared by reference: the same asked for twice was begun twice.
    private sealed class Watched(
        StatusFilter filter, Func<CancellationToken, Task<IEnumerable<StatusChange>>> read, Func<IReadOnlyList<StatusChange>, Task> apply, Action? show)
    {
        public StatusFilter Filter => filter;

        public Func<CancellationToken, Task<IEnumerable<StatusChange>>> Read => read;

        public Func<IReadOnlyList<StatusChange>, Task> Apply => apply;

        public Action? Show => show;
    }
}
