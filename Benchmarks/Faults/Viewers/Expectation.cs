using Benchmarks.Faults.Deploying;

namespace Benchmarks.Faults.Viewers;

/// <summary>A viewer has to know at least that of a status.</summary>
internal sealed record Expectation(Viewer Viewer, StoredStatus Status)
{
    /// <summary>It knows that, or something later.</summary>
    public bool IsReached => Viewer.Seen[Status.Name] is { } seen && seen.Revision >= Status.Revision;

    /// <summary>It knows exactly that.</summary>
    public bool IsMet => Viewer.Seen[Status.Name] is { } seen && seen.Revision == Status.Revision && seen.State == Status.State;

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Viewer.Name} knows {Status.Name} as {(Viewer.Seen[Status.Name] is { } seen ? $"{seen.State} at {seen.Revision}" : "nothing")}; it is {Status.State} at {Status.Revision}";
}
