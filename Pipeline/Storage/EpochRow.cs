namespace Pipeline.Storage;

/// <summary>
/// The single row that tells this database from any other one, and from itself before its numbering began anew. A cursor is
/// worth something in the epoch that it was handed out in and nowhere else.
/// </summary>
public sealed class EpochRow
{
    /// <summary>Always 1.</summary>
    public int Id { get; init; }

    /// <summary>Eight hexadecimal digits, drawn by chance.</summary>
    public required string Value { get; set; }

    /// <summary>Which server the positions are of; null where they travel with the database.</summary>
    public string? Server { get; set; }
}
