namespace Benchmarks.Faults.Deploying;

/// <summary>Which status is meant, as it is called on the wire and in the database.</summary>
internal readonly record struct StatusName(string VideoId, string Kind, string Language)
{
    /// <inheritdoc/>
    public override string ToString() => $"{VideoId}/{Kind}/{Language}";
}
