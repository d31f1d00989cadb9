namespace Pipeline.Storage;

/// <summary>What a change is numbered with.</summary>
/// <param name="Revision">See <see cref="StatusRow.Revision"/>.</param>
/// <param name="Position">See <see cref="StatusRow.Position"/>.</param>
public sealed record Stamp(long Revision, long Position);
