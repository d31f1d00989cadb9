using System.ComponentModel.DataAnnotations;

namespace BlazorApp.Demo;

/// <summary>Section <c>Demo</c>: what the demo wall can break. It is read in development only.</summary>
public sealed record DemoOptions
{
    /// <summary>Where AppHost can be asked to break processes; null when it did not start this app.</summary>
    public Uri? Control { get; init; }

    /// <summary>What AppHost wants to see with every request.</summary>
    public string? Token { get; init; }

    /// <summary>For how long this app is kept away from Redis by one press: long enough to be talked about.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Away { get; init; } = TimeSpan.FromSeconds(10);
}
