using Tests.Fixtures;

namespace Tests.E2E.Stack;

/// <summary>A Live without a worker, whose part the test plays: lines come when it makes them, and no lease ends while it looks at a page.</summary>
public sealed class HandFixture : LiveFixture
{
    private const string Lease = "00:10:00";

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, string?> AppSettings { get; } = new Dictionary<string, string?> { ["Jobs__Lease"] = Lease };

    /// <summary>Does what a worker does when the test says so.</summary>
    public Task<PipelineHost> WorkAsync() => PipelineHost.StartAsync(DatabaseFile, Redis.Address, ("Jobs:Lease", Lease));
}
