namespace Benchmarks.Fanout.Reporting;

/// <summary>All runs of a scenario on one server.</summary>
internal sealed class Result(Scenario scenario, ServerKind server, IReadOnlyList<Figures> runs)
{
    // A load client that is busier than that may be what limits the figure.
    private const double BusiestLoad = 0.9;

    /// <summary>What was measured.</summary>
    public Scenario Scenario => scenario;

    /// <summary>On what.</summary>
    public ServerKind Server => server;

    /// <summary>Whether in every run everything arrived where it should and nowhere else.</summary>
    public bool IsRight => runs.All(run => run.IsRight);

    /// <summary>Whether the figures are the server's, and not those of a load client that could not keep up.</summary>
    public bool IsServers => LoadShare < BusiestLoad;

    /// <summary>How busy the core of the load client was.</summary>
    public double LoadShare => Median(run => run.LoadShare);

    /// <summary>What went wrong, of all runs together.</summary>
    public string Wrong => $"{runs.Sum(run => run.Events.Lost)}, {runs.Sum(run => run.Events.Twice)}, {runs.Sum(run => run.Events.Misrouted)}, {runs.Sum(run => run.Broken)}";

    /// <summary>How long it took until memory was back, in seconds; null when once it did not come back.</summary>
    public double? MemoryBack => runs.All(run => run.MemoryBack is not null) ? Median(run => run.MemoryBack!.Value.TotalSeconds) : null;

    /// <summary>The median of a figure (of an even number, the mean of the two in the middle).</summary>
    public double Median(Func<Figures, double> figure)
    {
        var sorted = runs.Select(figure).Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
