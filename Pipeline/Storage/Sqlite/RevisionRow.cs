namespace Pipeline.Storage.Sqlite;

/// <summary>The single row that hands out revisions.</summary>
public sealed class RevisionRow
{
    /// <summary>Always 1.</summary>
    public int Id { get; init; }

    /// <summary>The last revision handed out.</summary>
    public long Value { get; set; }
}
