using BlazorApp.Status;
using Microsoft.AspNetCore.Components;

namespace BlazorApp.Components.Layout;

/// <summary>Names what is wrong with the live path and what follows from it; empty while nothing is.</summary>
public sealed partial class ConnectivityNotice(HealthWords words, TimeProvider clock) : ComponentBase, IDisposable
{
    // Sooner at first: what has only just fallen silent is told without a figure (HealthWords).
    private static readonly TimeSpan FirstTick = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(5);

    private ITimer? timer;

    /// <summary>The state of the live path.</summary>
    [Parameter, EditorRequired]
    public required HealthReport Health { get; set; }

    /// <inheritdoc/>
    public void Dispose() => timer?.Dispose();

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        // "Last heard 40 s ago" grows older by itself; nothing else here needs the clock.
        if (Health.SilentSince is null || !RendererInfo.IsInteractive)
        {
            timer?.Dispose();
            timer = null;
        }
        else
        {
            timer ??= clock.CreateTimer(_ => _ = InvokeAsync(StateHasChanged), state: null, FirstTick, Tick);
        }
    }
}
