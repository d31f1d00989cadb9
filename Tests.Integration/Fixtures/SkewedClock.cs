namespace Tests.Fixtures;

/// <summary>The clock of a machine that is set wrong: its timers run as everybody's do, and the time of day is off.</summary>
public sealed class SkewedClock(TimeSpan offset) : TimeProvider
{
    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + offset;
}
