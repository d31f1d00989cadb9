using System.ComponentModel.DataAnnotations;

namespace Pipeline.Jobs;

/// <summary>Section <c>Jobs</c>: how long a claim lasts and how often a job whose worker was lost is tried.</summary>
public sealed record JobOptions
{
    /// <summary>How long a claim lasts without being renewed.</summary>
    [Range(typeof(TimeSpan), "00:00:00.2", "01:00:00")]
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many workers may be lost over one job before it counts as failed.</summary>
    [Range(1, 100)]
    public int MaxAttempts { get; init; } = 3;

    /// <summary>How often ended leases are looked for.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan ExpiryInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a program that reports by short forms may say nothing before its status counts as failed.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan PublisherSilence { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a deleted video can be had back before what was made of it is removed; of one that is deleted already, what held then.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan KeepDeleted { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How often deleted videos are looked for whose time is over.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
    public TimeSpan PurgeInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How often a worker says that it is there.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan PresenceInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a worker counts as present after it last said so.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan PresenceLifetime { get; init; } = TimeSpan.FromSeconds(6);
}
