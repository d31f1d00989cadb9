using System.ComponentModel.DataAnnotations;

namespace BlazorApp.Diagnostics;

/// <summary>Section <c>Canary</c>: the made-up change that each app process sends itself by the whole way of a real one.</summary>
public sealed record CanaryOptions
{
    /// <summary>Whether this process has one.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>How often one is written: one small transaction in the database each time.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>After how long one that has not arrived counts as lost.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:01:00")]
    public TimeSpan LostAfter { get; init; } = TimeSpan.FromSeconds(5);
}
