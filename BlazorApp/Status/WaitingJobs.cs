using Pipeline.Status;
using Pipeline.Storage;

namespace BlazorApp.Status;

/// <summary>
/// Where a job stands among those that wait. However many pages ask, the database is asked once a second at most, and not at
/// all while nobody waits.
/// </summary>
public sealed class WaitingJobs(VideoStore store, TimeProvider clock) : IDisposable
{
    /// <summary>How many of those that wait are looked at; who stands behind them learns no number.</summary>
    public const int Most = 10_000;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim reading = new(1);
    private Dictionary<StatusKey, int> places = [];
    private long? readAt;

    /// <summary>How many jobs are taken before that one; null when it does not wait, or not among the first <see cref="Most"/>.</summary>
    public async Task<int?> CountBeforeAsync(StatusKey key, CancellationToken cancellationToken)
    {
        await reading.WaitAsync(cancellationToken);
        try
        {
            if (readAt is not { } last || clock.GetElapsedTime(last) >= Fresh)
            {
                places = (await store.GetWaitingAsync(Most, cancellationToken)).Select((waiting, place) => (waiting, place)).ToDictionary();
                readAt = clock.GetTimestamp();
            }

            return places.TryGetValue(key, out var before) ? before : null;
        }
        finally
        {
            reading.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => reading.Dispose();
}
