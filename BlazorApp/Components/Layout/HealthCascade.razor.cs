using BlazorApp.Status;
using Microsoft.AspNetCore.Components;

namespace BlazorApp.Components.Layout;

/// <summary>Hands the state of the live path to everything on the page: one subscription per circuit, whatever shows it.</summary>
public sealed partial class HealthCascade(NotificationService notifications) : ComponentBase, IDisposable
{
    private HealthReport health = notifications.Health;
    private IDisposable? watch;

    /// <summary>The page.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment ChildContent { get; set; }

    /// <inheritdoc/>
    public void Dispose() => watch?.Dispose();

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (!RendererInfo.IsInteractive)
            return;
        watch = notifications.WatchHealth(TakeAsync);
        health = notifications.Health;
    }

    private Task TakeAsync() => InvokeAsync(() =>
    {
        health = notifications.Health;
        StateHasChanged();
    });
}
