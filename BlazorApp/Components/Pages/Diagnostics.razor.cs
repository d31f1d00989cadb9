using BlazorApp.Components.Figures;
using BlazorApp.Diagnostics;
using BlazorApp.Status;
using Microsoft.AspNetCore.Components;

namespace BlazorApp.Components.Pages;

/// <summary>The live path from inside, read once a second while somebody looks.</summary>
public sealed partial class Diagnostics(
    DiagnosticsReader reader,
    DiagnosticsHistory history,
    RecentEvents recent,
    RoundTrip roundTrip,
    FigureWords figures,
    NavigationManager navigation,
    TimeProvider clock) : ComponentBase, IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource leaving = new();
    private Task pump = Task.CompletedTask;
    private DiagnosticsReport? report;
    private IReadOnlyList<DiagnosticsSample> samples = [];
    private IReadOnlyList<RecentEvent> events = [];
    private bool paused;
    private RoundTripResult? result;
    private bool travelling;

    /// <summary>A part of the id of the video whose events are shown.</summary>
    [SupplyParameterFromQuery]
    private string? Video { get; set; }

    /// <summary>The kind whose events are shown.</summary>
    [SupplyParameterFromQuery]
    private string? Kind { get; set; }

    /// <summary>How the events were taken that are shown.</summary>
    [SupplyParameterFromQuery(Name = "outcome")]
    private string? TakenAs { get; set; }

    // What was asked for last; the address follows, and two questions may come before it has.
    private EventFilter filter = EventFilter.Of(null, null, null);

    private string Outcome => (travelling, result) switch
    {
        (true, _) => Words["On its way…"],
        (_, { Heard: true, Elapsed: { } elapsed }) => Words["Heard after {0}.", figures.Milliseconds(elapsed.TotalMilliseconds)],
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

    // Another filter is an answer to the reader, also where the list stands still.
    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        filter = EventFilter.Of(Video, Kind, TakenAs);
        samples = history.Read();
        events = recent.Read(filter);
    }

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
                Read();
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

    private void Read()
    {
        samples = history.Read();
        if (!paused)
            events = recent.Read(filter);
    }

    private void Pause()
    {
        paused = !paused;
        Read();
    }

    private void Ask(EventFilter next)
    {
        filter = next;
        navigation.NavigateTo(
            navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
            {
                ["video"] = next.Video,
                ["kind"] = next.Kind?.Name,
                ["outcome"] = EventFilter.NameOf(next.Outcome),
            }),
            replace: true);
    }
}
