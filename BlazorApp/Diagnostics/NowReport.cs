namespace BlazorApp.Diagnostics;

/// <summary>The last second of this process, and what weighs on it.</summary>
/// <param name="MessagesPerSecond">Messages heard on the status channels.</param>
/// <param name="DeliveriesPerSecond">Changes put into mailboxes, one per watcher.</param>
/// <param name="DeliveryMedianMilliseconds">The median time from taking a message off its channel to having it in the mailbox of all who watch; null when there was none.</param>
/// <param name="Delivery99Milliseconds">Its 99th percentile; null when there was none.</param>
/// <param name="Waiting">Jobs that wait for a worker, 10,000 at most, looked at every 5 s.</param>
/// <param name="OldestWaitSeconds">For how long this process has seen the oldest of them wait.</param>
/// <param name="RecentResets">Readers, of pages and streams, that were too slow within the last minute and were told to read everything anew.</param>
public sealed record NowReport(
    double MessagesPerSecond,
    double DeliveriesPerSecond,
    double? DeliveryMedianMilliseconds,
    double? Delivery99Milliseconds,
    int Waiting,
    double OldestWaitSeconds,
    int RecentResets)
{
    internal static NowReport Of(DiagnosticsSample sample, int recentResets) => new(
        sample.Messages, sample.Deliveries, sample.DeliveryMedian, sample.Delivery99, sample.Waiting, sample.OldestSeconds, recentResets);
}
