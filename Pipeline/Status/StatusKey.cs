namespace Pipeline.Status;

/// <summary>What a status is the status of.</summary>
/// <param name="VideoId">A well-formed <see cref="VideoId"/>.</param>
/// <param name="Kind">The operation.</param>
/// <param name="Language">A well-formed <see cref="Language"/> tag.</param>
public readonly record struct StatusKey(string VideoId, StatusKind Kind, string Language)
{
    /// <inheritdoc/>
    public override string ToString() => $"{VideoId}/{Kind}/{Language}";
}
