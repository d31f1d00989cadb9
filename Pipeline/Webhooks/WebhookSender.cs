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
    private readonly HashSet<Task> running = [];

    // An attempt that was not settled by then is somebody else's: its process is gone.
    private TimeSpan Lease => options.Value.Timeout + TimeSpan.FromSeconds(20);

    /// <summary>Starts an attempt at each delivery that is due, as far as there is room. For one caller at a time.</summary>
    /// <param name="ended">Called when one has ended, so that there is room.</param>
    /// <param name="cancellationToken">Ends the attempts; what was not answered is given back.</param>
    /// <returns>How many were started.</returns>
    public async Task<int> StartDueAsync(Action ended, CancellationToken cancellationToken)
    {
        int room;
        string[] busy;
        lock (gate)
        {
            room = options.Value.Concurrency - running.Count;
            busy = [.. hosts.Where(host => host.Value >= options.Value.ConcurrencyPerHost).Select(host => host.Key)];
        }

        var started = 0;
        // One at a time, because each may fill its host; the next look leaves that host out.
        while (room-- > 0 && await queue.ClaimAsync(1, busy, Lease, cancellationToken) is [var claimed])
        {
            started++;
            if (Begin(claimed, ended, cancellationToken) >= options.Value.ConcurrencyPerHost)
                busy = [.. busy, claimed.Host];
        }

        return started;
    }

    /// <summary>Waits for the attempts that run.</summary>
    public async Task FinishAsync()
    {
        Task[] left;
        lock (gate)
            left = [.. running];
        await Task.WhenAll(left);
    }

    private int Begin(ClaimedDelivery claimed, Action ended, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var attempt = Task.Run(() => SendAsync(claimed, cancellationToken), CancellationToken.None);
            running.Add(attempt);
            _ = attempt.ContinueWith(
                done =>
                {
                    lock (gate)
                    {
                        running.Remove(done);
                        if (--hosts[claimed.Host] == 0)
                            hosts.Remove(claimed.Host);
                    }

                    ended();
                },
                CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            return hosts[claimed.Host] = hosts.GetValueOrDefault(claimed.Host) + 1;
        }
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
