namespace BlazorApp.Status;

/// <summary>How the live path is, as far as this process can tell.</summary>
public sealed record HealthReport
{
    /// <summary>Redis accepts this process's connection.</summary>
    public required bool RedisReachable { get; init; }

    /// <summary>Probes come back through Redis, and what was missed in the last gap has been read.</summary>
    public required bool Hearing { get; init; }

    /// <summary>On how many of the status channels this process listens.</summary>
    public required int Subscriptions { get; init; }

    /// <summary>The database answers.</summary>
    public required bool DatabaseReachable { get; init; }

    /// <summary>When Redis was last heard; null when it never was. Moves only while <see cref="Hearing"/> is false, so that a healthy report stays equal to itself.</summary>
    public DateTimeOffset? SilentSince { get; init; }

    /// <summary>The workers present, by name; null while nobody knows.</summary>
    public IReadOnlyList<string>? Workers { get; init; }

    /// <summary>Everything a page shows is up to date and stays so.</summary>
    public bool IsLive => RedisReachable && Hearing && DatabaseReachable;

    /// <inheritdoc/>
    public bool Equals(HealthReport? other) =>
        other is not null
        && (RedisReachable, Hearing, Subscriptions, DatabaseReachable, SilentSince)
            == (other.RedisReachable, other.Hearing, other.Subscriptions, other.DatabaseReachable, other.SilentSince)
        && (Workers is null) == (other.Workers is null)
        && (Workers ?? []).SequenceEqual(other.Workers ?? []);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(RedisReachable, Hearing, Subscriptions, DatabaseReachable, SilentSince, Workers?.Count);
}
