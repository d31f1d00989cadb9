using Pipeline.Status;

namespace Pipeline.Jobs;

/// <summary>
/// Tells which leases have ended, by looking: a lease that nobody has renewed for its whole length while somebody looked is
/// over. No clock is compared with another one, so a process whose clock jumps neither loses its jobs nor takes those of others.
/// For one caller at a time.
/// </summary>
/// <param name="clock">Measures the time between two looks.</param>
/// <param name="longestGap">
/// The most that may pass between two looks and still count as watching. What is beyond is not held against the holder: this
/// process, the database or the whole machine stood still meanwhile.
/// </param>
internal sealed class LeaseWatch(TimeProvider clock, TimeSpan longestGap)
{
    private Dictionary<StatusKey, (Lease Lease, TimeSpan Unrenewed)> watched = [];
    private long lastLook;

    /// <summary>How long the lease of a worker had been seen unrenewed at the last look, of all the longest; what other programs hold has a length of its own.</summary>
    public TimeSpan LongestUnrenewed => watched.Values.Where(entry => !entry.Lease.External).Select(entry => entry.Unrenewed).DefaultIfEmpty().Max();

    /// <summary>Takes note of all leases there are now.</summary>
    /// <returns>Those that have stood unrenewed for their length.</returns>
    public IReadOnlyList<Lease> Look(IReadOnlyCollection<Lease> leases, Func<Lease, TimeSpan> length)
    {
        var now = clock.GetTimestamp();
        var passed = clock.GetElapsedTime(lastLook, now) is var gap && gap > longestGap ? longestGap : gap;
        lastLook = now;

        watched = leases.ToDictionary(lease => lease.Key, lease =>
            watched.TryGetValue(lease.Key, out var known) && known.Lease == lease ? (lease, known.Unrenewed + passed) : (lease, TimeSpan.Zero));
        return [.. watched.Values.Where(entry => entry.Unrenewed >= length(entry.Lease)).Select(entry => entry.Lease)];
    }
}
