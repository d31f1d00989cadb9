using System.Data.Common;
using Microsoft.AspNetCore.Components;
using Pipeline.Jobs;
using Pipeline.Status;
using Pipeline.Storage;

namespace BlazorApp.Components.Videos;

/// <summary>What can be done to all selected videos at once, and what came of it.</summary>
public sealed partial class BulkBar(VideoStore store, Submissions submissions, Deletions deletions, TimeProvider clock, ILogger<BulkBar> logger) : ComponentBase, IDisposable
{
    private static readonly TimeSpan BetweenProgress = TimeSpan.FromMilliseconds(250);

    // Never disposed, because what still runs when the page is left asks for its token; it holds nothing to release.
    private readonly CancellationTokenSource leaving = new();
    private List<string> deleted = []; // by the last action
    private bool running;
    private int done;
    private int of;
    private string? report;
    private string? problem;

    /// <summary>The ids of the selected videos.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyCollection<string> Selected { get; set; }

    /// <summary>These are no longer to be selected.</summary>
    [Parameter]
    public EventCallback<IReadOnlyCollection<string>> OnDeselect { get; set; }

    private BulkAction Retrying => new(
        id => EachAsync(id, status => status.IsRetryable, submissions.RetryAsync),
        count => count == 1 ? Words["1 retried"] : Words["{0} retried", count],
        count => Words["{0} had nothing to retry", count]);

    private BulkAction Cancelling => new(
        id => EachAsync(id, status => status.IsOpen, submissions.CancelAsync),
        count => count == 1 ? Words["1 cancelled"] : Words["{0} cancelled", count],
        count => Words["{0} had nothing to cancel", count]);

    private BulkAction Deleting => new(
        DeleteAsync,
        count => count == 1 ? Words["1 deleted"] : Words["{0} deleted", count],
        count => Words["{0} had been deleted already", count],
        Removes: true);

    private BulkAction Restoring => new(
        async id => await deletions.RestoreAsync(id, leaving.Token) == RequestOutcome.Accepted,
        count => count == 1 ? Words["1 brought back"] : Words["{0} brought back", count],
        count => Words["{0} could not be brought back", count]);

    private string Sentence =>
        running ? Words["{0} of {1} done", done, of] : Selected.Count > 0 && report is null ? Count : string.Join(" · ", new[] { report, Selected.Count > 0 ? Count : null }.OfType<string>());

    private string Count => Selected.Count == 1 ? Words["1 selected"] : Words["{0} selected", Selected.Count];

    /// <inheritdoc/>
    public void Dispose() => leaving.Cancel();

    private async Task ClearAsync()
    {
        (report, problem, deleted) = (null, null, []);
        await OnDeselect.InvokeAsync(Selected);
    }

    private async Task RunAsync(BulkAction action, IEnumerable<string> videos)
    {
        if (running)
            return;
        string[] ids = [.. videos];
        (running, done, of, report, problem, deleted) = (true, 0, ids.Length, null, null, []);
        var changed = 0;
        try
        {
            // Not in the circuit's own turn: it would hear no other key or change before all of them are done.
            await Task.Run(async () =>
            {
                var told = clock.GetTimestamp();
                foreach (var id in ids)
                {
                    changed += await action.DoAsync(id) ? 1 : 0;
                    done++;
                    if (clock.GetElapsedTime(told) < BetweenProgress)
                        continue;
                    told = clock.GetTimestamp();
                    await InvokeAsync(StateHasChanged);
                }
            });
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            return;
        }
        catch (DbException exception)
        {
            problem = Words["The database does not answer, so the rest was not done. It stays selected."];
            LogInterrupted(exception.Message);
        }

        running = false;
        report = string.Join(" · ", new[] { changed > 0 || done == 0 ? action.Done(changed) : null, done > changed ? action.Nothing(done - changed) : null }.OfType<string>());
        // After a break what is still to be done is what is selected.
        if (action.Removes || problem is not null)
            await OnDeselect.InvokeAsync(ids[..done]);
    }

    private async Task<bool> DeleteAsync(string id)
    {
        if (await deletions.DeleteAsync(id, leaving.Token) != RequestOutcome.Accepted)
            return false;
        deleted.Add(id);
        return true;
    }

    // By what is stored, not by what is shown: the page may be a moment behind, and a selected video may have left it.
    private async Task<bool> EachAsync(string id, Func<StatusState, bool> may, Func<StatusKey, CancellationToken, Task<RequestOutcome>> request)
    {
        var accepted = false;
        foreach (var status in (await store.GetVideoAsync(id, leaving.Token))?.Statuses ?? [])
        {
            if (may(status.Message.Status))
                accepted |= await request(status.Key, leaving.Token) == RequestOutcome.Accepted;
        }

        return accepted;
    }

    [LoggerMessage(LogLevel.Warning, "What a person asked of several videos could not use the database: {Reason}")]
    private partial void LogInterrupted(string reason);
}
