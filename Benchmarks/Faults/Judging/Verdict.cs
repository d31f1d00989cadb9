using Benchmarks.Faults.Deploying;
using Benchmarks.Faults.Viewers;

namespace Benchmarks.Faults.Judging;

/// <summary>What a run has shown.</summary>
internal sealed record Verdict
{
    /// <summary>The statuses as the database has them at the end.</summary>
    public required IReadOnlyList<StoredStatus> Truth { get; init; }

    /// <summary>What every viewer ought to know at the end.</summary>
    public required IReadOnlyList<Expectation> Expected { get; init; }

    /// <summary>How long each recovery took.</summary>
    public required IReadOnlyList<Recovery> Recoveries { get; init; }

    /// <summary>Who watched.</summary>
    public required IReadOnlyList<Viewer> Viewers { get; init; }

    /// <summary>Videos whose submission was never accepted.</summary>
    public required int NotAccepted { get; init; }

    /// <summary>Programs that ended although nobody killed them.</summary>
    public required IReadOnlyList<string> Ended { get; init; }

    /// <summary>What a viewer does not know although it is the truth.</summary>
    public IReadOnlyList<Expectation> Lost => field ??= [.. Expected.Where(expectation => !expectation.IsMet)];

    /// <summary>What has not ended although nobody disturbs it any more: a spinner without an end.</summary>
    public IReadOnlyList<StoredStatus> Stuck => field ??= [.. Truth.Where(status => !status.IsFinal)];

    /// <summary>What came after something later of the same status.</summary>
    public IReadOnlyList<string> OutOfOrder => field ??= [.. Viewers.SelectMany(viewer => viewer.Seen.OutOfOrder.Select(change => $"{viewer.Name}: {change}"))];

    /// <summary>The recoveries that took too long.</summary>
    public IReadOnlyList<Recovery> Late => field ??= [.. Recoveries.Where(recovery => recovery.IsLate)];

    /// <summary>Whether every promise was kept.</summary>
    public bool IsKept => Lost.Count == 0 && Stuck.Count == 0 && OutOfOrder.Count == 0 && Late.Count == 0 && NotAccepted == 0 && Ended.Count == 0;
}
