namespace BlazorApp.Diagnostics;

/// <summary>One second of this process. What had no measure in it is null.</summary>
/// <param name="At">When the second ended.</param>
/// <param name="Messages">Messages heard on the status channels, per second.</param>
/// <param name="Deliveries">Changes put into mailboxes, one per watcher, per second.</param>
/// <param name="DeliveryMedian">The median of <c>live.feed.delivery_duration</c>, in milliseconds.</param>
/// <param name="Delivery99">Its 99th percentile, in milliseconds.</param>
/// <param name="Circuits">Browsers connected.</param>
/// <param name="EventStreams">Event streams open.</param>
/// <param name="Waiting">Jobs that wait for a worker.</param>
/// <param name="OldestSeconds">For how long this process has seen the oldest of them wait, in seconds.</param>
/// <param name="Canary">How long the canary took, in milliseconds.</param>
/// <param name="CanaryLost">Canaries given up for lost.</param>
/// <param name="Resets">Readers told to read everything anew, because they were too slow.</param>
public readonly record struct DiagnosticsSample(
    DateTimeOffset At,
    double Messages,
    double Deliveries,
    double? DeliveryMedian,
    double? Delivery99,
    int Circuits,
    int EventStreams,
    int Waiting,
    double OldestSeconds,
    double? Canary,
    int CanaryLost,
    int Resets);
