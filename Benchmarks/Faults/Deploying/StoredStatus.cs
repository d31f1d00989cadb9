namespace Benchmarks.Faults.Deploying;

/// <summary>A status as the database has it.</summary>
/// <param name="Name">Which one.</param>
/// <param name="State">Its state, as on the wire.</param>
/// <param name="Revision">The revision of its last change.</param>
/// <param name="Worker">Who holds it, or held it last.</param>
internal sealed record StoredStatus(StatusName Name, string State, long Revision, string? Worker)
{
    /// <summary>Nothing more happens to it by itself.</summary>
    public bool IsFinal => State is "completed" or "failed" or "cancelled";
}
