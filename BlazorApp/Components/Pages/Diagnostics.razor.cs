using System.Globalization;
using BlazorApp.Components.Layout;
using BlazorApp.Diagnostics;
using Microsoft.AspNetCore.Components;

namespace BlazorApp.Components.Pages;

/// <summary>The live path from inside, read once a second while somebody looks.</summary>
public sealed partial class Diagnostics(DiagnosticsReader reader, RoundTrip roundTrip, TimeProvider clock) : ComponentBase, IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource leaving = new();
    private Task pump = Task.CompletedTask;
    private DiagnosticsReport? report;
    private RoundTripResult? result;
    private bool travelling;

    private string Outcome => (travelling, result) switch
    {
        (true, _) => "On its way…",
        (_, { Heard: true, Elapsed: { } elapsed }) => $"Heard after {Milliseconds(elapsed)}.",
        (_, { Problem: { } problem }) => problem,
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

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Receivers(long count) => count == 1 ? "1 receiver" : $"{Count(count)} receivers";

    private static string Milliseconds(TimeSpan? time) =>
        time is { } elapsed ? string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalMilliseconds:0.0} ms") : "None yet";

    private static string Workers(IReadOnlyList<string>? workers) => workers switch
    {
        null => "Unknown",
        [] => "None",
        [var one] => one,
        _ => $"{workers.Count}: {string.Join(", ", workers)}",
    };

    private string Age(DateTimeOffset? moment) => moment is { } then ? $"{HealthWords.Ago(report!.At - then)} ago" : "None yet";
}
