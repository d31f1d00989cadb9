namespace Pipeline.Storage;

/// <summary>The one row that an app process writes over and over, to see that what is written arrives.</summary>
public sealed class CanaryRow
{
    /// <summary>A name that the process draws by chance when it starts.</summary>
    public required string Process { get; init; }

    /// <summary>The number of the last canary, counted by the process; the revision that is announced.</summary>
    public required long Number { get; set; }

    /// <summary>When it was written, by the clock of the process.</summary>
    public required DateTimeOffset WrittenAt { get; set; }
}
