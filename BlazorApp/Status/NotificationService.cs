using Microsoft.Extensions.Options;
using Pipeline.Status;

namespace BlazorApp.Status;

/// <summary>
/// Brings the news to the components of one circuit: snapshot and changes from one call, several changes in one render, and
/// nothing left behind when the circuit ends.
/// </summary>
public sealed class NotificationService(
    StatusFeed feed, LiveHealth health, IOptions<FeedOptions> options, TimeProvider clock, ILogger<NotificationService> logger) : IAsyncDisposable
{
    private readonly HashSet<IAsyncDisposable> open = [];

    /// <summary>
    /// Subscribes, then reads, then applies whatever is newer than what was read. The callbacks run outside of the
    /// component's dispatcher; they change state inside <c>InvokeAsync</c> only.
    /// </summary>
    /// <param name="filter">Which videos to watch.</param>
    /// <param name="read">
    /// Reads the truth from the store into the component, and returns the statuses it read. Called once before this method
    /// returns, and again whenever more changes came than could be kept.
    /// </param>
    /// <param name="apply">Applies changes, in the order given, each with <see cref="StatusChange.Over"/>.</param>
    /// <param name="cancellationToken">Abandons the first reading.</param>
    /// <returns>The watch; dispose it when the component goes or watches something else. The circuit's end disposes it, too.</returns>
    public async Task<IAsyncDisposable> WatchAsync(
        StatusFilter filter,
        Func<CancellationToken, Task<IEnumerable<StatusChange>>> read,
        Func<IReadOnlyList<StatusChange>, Task> apply,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(read);
        var subscription = feed.Subscribe(filter);
        try
        {
            subscription.NoteRead(await read(cancellationToken));
        }
        catch (Exception exception)
        {
            if (exception is not OperationCanceledException)
                subscription.NoteFailedRead();
            subscription.Dispose();
            throw;
        }

        var watch = new StatusWatch(subscription, read, apply, options.Value.RenderInterval, clock, logger, Forget);
        lock (open)
            open.Add(watch);
        return watch;
    }

    /// <summary>How the live path is now.</summary>
    public HealthReport Health => health.Report;

    /// <summary>
    /// Calls back whenever <see cref="Health"/> changes, until disposed. The callback runs outside of the component's dispatcher,
    /// but in the context of who asked for it: what is drawn then is drawn in its reader's language.
    /// </summary>
    public IDisposable WatchHealth(Func<Task> changed)
    {
        var context = ExecutionContext.Capture();
        return context is null ? health.Watch(changed) : health.Watch(() =>
        {
            var drawn = Task.CompletedTask;
            ExecutionContext.Run(context, _ => drawn = changed(), state: null);
            return drawn;
        });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        IAsyncDisposable[] watches;
        lock (open)
            watches = [.. open];
        foreach (var watch in watches)
            await watch.DisposeAsync();
    }

    private void Forget(StatusWatch watch)
    {
        lock (open)
            open.Remove(watch);
    }
}
