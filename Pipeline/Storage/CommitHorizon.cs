namespace Pipeline.Storage;

/// <summary>How far the transactions of a database have come.</summary>
/// <param name="Settled">Every change at or below this position has been committed and is seen, or never will be.</param>
/// <param name="Latest">No change has been handed a position above this one.</param>
public sealed record CommitHorizon(long Settled, long Latest);
