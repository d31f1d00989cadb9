using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Webhooks.Sending;

namespace Pipeline.Webhooks;

/// <summary>Sends what is due, some at once, and not too much to any host.</summary>
public sealed partial class WebhookSender(
    DeliveryQueue queue, WebhookClient client, WebhookCounters counters, IOptions<WebhookOptions> options, ILogger<WebhookSender> logger)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> hosts = [];
    private readonly Dictionary<string, Task> running = []; // by owner of the claim

    // An attempt that was not settled by then is somebody else's: its process is gone.
    private TimeSpan Lease => options.Value.Timeout + TimeSpan.FromSeconds(20);

    /// <summary>Starts an attempt at each delivery that is due, as far as there is room. For one caller at a time.</summary>
    /// <param name="ended">Called when one has ended, so that there is room.</param>
    /// <param name="cancellationToken">Ends the attempts; what was not answered is given back.</param>
    /// <returns>How many were started.</returns>
    public async Task<int> StartDueAsync(Action ended, CancellationToken cancellationToken)
    {
        var room = Room();
        if (room <= 0)
            return 0;
        var due = (DueWebhook[])[.. await queue.GetDueAsync(cancellationToken)];
        Random.Shared.Shuffle(due); // where there are more than there is room for, none is always the last
        var waiting = new Queue<DueWebhook>(due);
        var started = 0;
        // One for each in turn: what waits for one receiver holds up no other.
        while (started < room && waiting.TryDequeue(out var webhook))
        {
            if (IsBusy(webhook.Host) || await queue.ClaimAsync(webhook.Id, Lease, cancellationToken) is not { } claimed)
                continue; // what ends there rings for the next look
            Begin(claimed, ended, cancellationToken);
            started++;
            waiting.Enqueue(webhook);
        }

        return started;
    }

    /// <summary>Waits for the attempts that run; afterwards there is room for as many.</summary>
    public async Task FinishAsync()
    {
        Task[] left;
        lock (gate)
            left = [.. running.Values];
        await Task.WhenAll(left);
    }

    private int Room()
    {
        lock (gate)
            return options.Value.Concurrency - running.Count;
    }

    private bool IsBusy(string host)
    {
        lock (gate)
            return hosts.GetValueOrDefault(host) >= options.Value.ConcurrencyPerHost;
    }

    private void Begin(ClaimedDelivery claimed, Action ended, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            hosts[claimed.Host] = hosts.GetValueOrDefault(claimed.Host) + 1;
            running.Add(claimed.Owner, Task.Run(() => RunAsync(claimed, ended, cancellationToken), CancellationToken.None));
        }
    }

    private async Task RunAsync(ClaimedDelivery claimed, Action ended, CancellationToken cancellationToken)
    {
        await SendAsync(claimed, cancellationToken);
        lock (gate)
        {
            running.Remove(claimed.Owner);
            if (--hosts[claimed.Host] == 0)
                hosts.Remove(claimed.Host);
        }

        ended();
    }

    private async Task SendAsync(ClaimedDelivery claimed, CancellationToken cancellationToken)
    {
        try
        {
            DeliveryAnswer answer;
            try
            {
                answer = await client.PostAsync(claimed, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                await queue.ReleaseAsync(claimed, CancellationToken.None);
                return;
            }

            var outcome = await queue.SettleAsync(claimed, answer, CancellationToken.None);
            counters.Add(outcome);
            if (outcome is DeliveryOutcome.GivenUp or DeliveryOutcome.Stopped)
                LogEnded(claimed.Row.Id, claimed.Host, outcome, answer.Status, answer.Problem);
        }
        catch (Exception exception) when (exception is DbException or DbUpdateException)
        {
            // It is sent again when the lease has ended: at least once, and perhaps twice.
            LogNotSettled(claimed.Row.Id, exception.GetBaseException().Message);
        }
        catch (Exception exception)
        {
            LogFailed(exception, claimed.Row.Id);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Notice {Id} to {Host} is not tried any more: {Outcome} (status {Status}, {Problem})")]
    private partial void LogEnded(string id, string host, DeliveryOutcome outcome, int? status, DeliveryProblem? problem);

    [LoggerMessage(LogLevel.Warning, "What became of notice {Id} could not be stored; it is sent again when its lease has ended: {Reason}")]
    private partial void LogNotSettled(string id, string reason);

    [LoggerMessage(LogLevel.Error, "Notice {Id} could not be sent; it is tried again when its lease has ended")]
    private partial void LogFailed(Exception exception, string id);
}
