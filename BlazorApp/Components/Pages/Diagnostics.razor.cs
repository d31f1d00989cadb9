using System.Globalization;
using BlazorApp.Components.Layout;
using BlazorApp.Diagnostics;
using Microsoft.AspNetCore.Components;

namespace BlazorApp.Components.Pages;

/// <summary>The live path from inside, read once a second while somebody looks.</summary>
public sealed partial class Diagnostics(DiagnosticsReader reader, RoundTrip roundTrip, HealthWords lengths, TimeProvider clock) : ComponentBase, IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource leaving = new();
    private Task pump = Task.CompletedTask;
    private DiagnosticsReport? report;
    private RoundTripResult? result;
    private bool travelling;

    private string Outcome => (travelling, result) switch
    {
        (true, _) => Words["On its way…"],
        (_, { Heard: true, Elapsed: { } elapsed }) => Words["Heard after {0}.", Milliseconds(elapsed)],
        (_, { Problem: { } problem }) => Words[problem],
        _ => "",
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await leaving.CancelAsync();
        await pump;
        leaving.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() => report = await reader.ReadAsync(leaving.Token);

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
            pump = RefreshAsync();
    }

    private async Task RefreshAsync()
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(leaving.Token))
            {
                report = await reader.ReadAsync(leaving.Token);
                StateHasChanged();
            }
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task TravelAsync()
    {
        if (travelling)
            return;
        travelling = true;
        StateHasChanged();
        result = await roundTrip.RunAsync(leaving.Token);
        travelling = false;
    }

    private static string Count(long count) => count.ToString("N0", CultureInfo.CurrentCulture);

    private string Receivers(long count) => count == 1 ? Words["1 receiver"] : Words["{0} receivers", Count(count)];

    private string Milliseconds(TimeSpan? time) =>
        time is { } elapsed ? Words["{0} ms", elapsed.TotalMilliseconds.ToString("0.0", CultureInfo.CurrentCulture)] : Words["None yet"];

    private string Workers(IReadOnlyList<string>? workers) => workers switch
    {
        null => Words["Unknown"],
        [] => Words["None"],
        [var one] => one,
        _ => $"{workers.Count}: {string.Join(", ", workers)}",
    };

    private string Age(DateTimeOffset? moment) => moment is { } then ? Words["{0} ago", lengths.Length(report!.At - then)] : Words["None yet"];
}
