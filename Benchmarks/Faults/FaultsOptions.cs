namespace Benchmarks.Faults;

/// <summary>What a run with faults is to be like.</summary>
/// <param name="Length">How long faults are made; the run itself takes some seconds more at both ends.</param>
/// <param name="Seed">Decides faults, videos and noise. The same seed makes the same faults in the same order; what they hit, the machine decides.</param>
/// <param name="Database">On which database.</param>
/// <param name="Without">What is switched off, to see that the run then fails.</param>
/// <param name="Videos">How many videos are submitted.</param>
/// <param name="Logs">The folder for what the programs print; null to keep none of it.</param>
internal sealed record FaultsOptions(TimeSpan Length, int Seed, DatabaseKind Database, Without? Without, int Videos, string? Logs)
{
    /// <summary>What to type for the same run.</summary>
    public string Command => FormattableString.Invariant(
        $"dotnet run --project Benchmarks -- faults --minutes {Length.TotalMinutes:0.##} --seed {Seed} --database {Name(Database)} --videos {Videos}")
        + (Without is { } off ? $" --without {Name(off)}" : "");

    private static string Name<T>(T value)
        where T : struct, Enum => $"{value}".ToLowerInvariant();
}
