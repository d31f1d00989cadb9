using System.Globalization;

namespace Benchmarks.Workers;

/// <summary>
/// A clock whose time of day is off by the seconds that a file says, and may jump at any time. Intervals and timers go on as
/// they do on a real machine whose clock is set.
/// </summary>
/// <param name="file">Holds the seconds, as a number; a file that is not there means 0.</param>
internal sealed class JumpingClock(string file) : TimeProvider
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private long lookedAt;
    private TimeSpan offset;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            if (lookedAt == 0 || GetElapsedTime(lookedAt) >= LookInterval)
            {
                offset = Read() ?? offset;
                lookedAt = GetTimestamp();
            }

            return base.GetUtcNow() + offset;
        }
    }

    // Half-written, it says nothing yet.
    private TimeSpan? Read() => File.Exists(file) && double.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, out var seconds)
        ? TimeSpan.FromSeconds(seconds)
        : null;
}
