using System.Data.Common;
using BlazorApp.Demo;
using BlazorApp.Status;
using Microsoft.AspNetCore.Components;
using Pipeline.Status;
using Pipeline.Storage;

namespace BlazorApp.Components.Demo;

/// <summary>The videos of a demo, all on one page, live.</summary>
public sealed partial class Wall(NotificationService notifications, VideoStore store, ResultStore results, TimeProvider clock, ILogger<Wall> logger)
    : WatchingComponent(notifications, clock, logger)
{
    // Beyond so many, a tile is only as large as it must be.
    private const int Roomy = 40;

    private ShownWall? shown;
    private DemoRun? watched;

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
    protected override async Task OnParametersSetAsync()
    {
        if (watched == Run)
            return;
        (watched, shown) = (Run, null);
        if (Run is null)
        {
            await WatchNothingAsync();
            return;
        }

        var next = new ShownWall(store, results, Run);
        await WatchAsync(
            StatusFilter.Videos(Run.VideoIds), next.ReadAsync, changes => OnScreenAsync(() => next.ApplyAsync(changes, Leaving)), () => shown = next);
    }
}
