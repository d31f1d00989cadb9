using System.Data.Common;
using BlazorApp.Demo;
using Microsoft.AspNetCore.Components;

namespace BlazorApp.Components.Demo;

/// <summary>The wall and what the presenter does to it.</summary>
public sealed partial class DemoStage(DemoRuns runs, NavigationManager navigation, TimeProvider clock, ILogger<DemoStage> logger) : ComponentBase, IDisposable
{
    // Never disposed, because what still runs when the page is left asks for its token; it holds nothing to release.
    private readonly CancellationTokenSource leaving = new();
    private DemoRun? run;
    private DemoRun? running; // begun in another tab, while this wall is empty
    private bool busy;
    private string? problem;

    /// <summary>The demo, as the address names it; null for an empty wall.</summary>
    [Parameter, EditorRequired]
    public required string? Named { get; set; }

    /// <inheritdoc/>
    public void Dispose() => leaving.Cancel();

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        (run, running) = (DemoRun.Parse(Named), null);
        if (run is not null)
            return;
        try
        {
            var found = await runs.FindRunningAsync(leaving.Token);
            running = run is null ? found : null; // one may have been started meanwhile
        }
        catch (DbException exception)
        {
            LogUndone(exception.Message); // the wall that is started next says so
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            return;
        }
    }

    private Task StartAsync(DemoRequest request)
    {
        var next = DemoRun.New(request.Count, clock);
        // First the wall, then the videos: it sees each of them come.
        navigation.NavigateTo($"/demo?run={next.Name}");
        return DoAsync(() => runs.BeginAsync(next, request, leaving.Token));
    }

    private Task RetryAsync() => DoAsync(() => runs.RetryAsync(run!, leaving.Token));

    private Task ClearAsync()
    {
        var before = run!;
        return DoAsync(async () =>
        {
            var ending = runs.EndAsync(before, leaving.Token); // first, so that the empty wall does not offer what is being ended
            navigation.NavigateTo("/demo");
            await ending;
        });
    }

    private async Task DoAsync(Func<Task> work)
    {
        if (busy)
            return;
        (busy, problem) = (true, null);
        try
        {
            await work();
        }
        catch (DbException exception)
        {
            problem = Words["The database does not answer, so not all of that was done. Try again in a moment."];
            LogUndone(exception.Message);
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            return;
        }
        finally
        {
            busy = false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The demo wall could not use the database: {Reason}")]
    private partial void LogUndone(string reason);
}
