using BlazorApp.Components.Layout;
using BlazorApp.Demo;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Pipeline.Demo;
using Pipeline.Jobs;

namespace BlazorApp.Components.Demo;

/// <summary>The processes of this run, looked at once a second, and what can be done to them.</summary>
public sealed partial class DemoWorld(ProcessControl control, RedisCut cut, HealthWords lengths, IOptions<JobOptions> jobs, TimeProvider clock) : ComponentBase, IAsyncDisposable
{
    private const string RedisName = "redis";
    private const string WorkerPrefix = "worker-";
    private const string Command = "dotnet run --project AppHost -- --simulators 2";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource leaving = new();
    private Task pump = Task.CompletedTask;
    private IReadOnlyList<ControlledProcess>? processes;
    private bool asking;
    private string? problem;

    private IReadOnlyList<ControlledProcess> Workers => [.. (processes ?? []).Where(process => process.Name.StartsWith(WorkerPrefix, StringComparison.Ordinal))];

    private ControlledProcess? Redis => processes?.FirstOrDefault(process => process.Name == RedisName);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await leaving.CancelAsync();
        await pump;
        leaving.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() => processes = await control.ListAsync(leaving.Token);

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
                processes = await control.ListAsync(leaving.Token);
                StateHasChanged();
            }
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task ActAsync(ControlledProcess process, ProcessAction action)
    {
        if (asking)
            return;
        asking = true;
        try
        {
            problem = await control.ActAsync(process.Name, action, leaving.Token)
                ? null
                : Words["That was not done: {0} is in another state by now, or AppHost does not answer.", process.Name].Value;
            processes = await control.ListAsync(leaving.Token);
        }
        finally
        {
            asking = false;
        }
    }

    private string StateWords(ControlledProcess process) => process.State switch
    {
        ProcessState.Running => Words["process {0}", process.Id],
        ProcessState.Paused => Words["stands still"],
        _ => Words["ended, starts again…"],
    };

    private string ActionWords(ProcessAction action) => action switch
    {
        ProcessAction.Pause => Words["Pause"],
        ProcessAction.Resume => Words["Resume"],
        ProcessAction.Kill => Words["Kill"],
        _ => Words["Restart"],
    };
}
