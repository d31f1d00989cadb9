namespace Pipeline.Storage;

/// <summary>
/// The single row that hands out revisions. SQLite has one writer at a time, so a number taken inside a write transaction is
/// also its place in the order of commits: whoever has seen revision <c>n</c> can ask for everything after <c>n</c>.
/// </summary>
public sealed class RevisionRow
{
    /// <summary>Always 1.</summary>
    public int Id { get; init; }

    /// <summary>The last revision handed out.</summary>
    public long Value { get; set; }
}
