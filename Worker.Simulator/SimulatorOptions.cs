using System.ComponentModel.DataAnnotations;

namespace Worker.Simulator;

/// <summary>Section <c>Simulator</c>: what the simulated processor is like. The same seed gives the same run.</summary>
public sealed record SimulatorOptions
{
    /// <summary>How many times faster than the default everything goes; at 1 a transcript takes about 20 seconds.</summary>
    [Range(0.01, 100_000)]
    public double Speed { get; init; } = 1;

    /// <summary>How many jobs are done at once.</summary>
    [Range(1, 1000)]
    public int Concurrency { get; init; } = 4;

    /// <summary>The share of jobs that fail at their first attempt, 0 to 1; a retry mends them.</summary>
    [Range(0.0, 1.0)]
    public double FailureShare { get; init; } = 0.125;

    /// <summary>The share of jobs whose first attempt goes silent in the middle, 0 to 1, until its lease has run out.</summary>
    [Range(0.0, 1.0)]
    public double StallShare { get; init; }

    /// <summary>Deals out talks, timings, failures and stalls.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The worker's name, unique among the workers; null for one made from the machine's name and the process.</summary>
    [RegularExpression("[A-Za-z0-9_.-]{1,64}", ErrorMessage = "Simulator:Name is 1 to 64 letters, digits, '_', '.' or '-'.")]
    public string? Name { get; init; }

    /// <summary>How long a transcript takes at speed 1.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "10:00:00")]
    public TimeSpan TranscriptDuration { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a summary takes at speed 1.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "10:00:00")]
    public TimeSpan SummaryDuration { get; init; } = TimeSpan.FromSeconds(4);
}
