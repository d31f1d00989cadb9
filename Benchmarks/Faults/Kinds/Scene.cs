using Benchmarks.Faults.Deploying;
using Benchmarks.Faults.Viewers;

namespace Benchmarks.Faults.Kinds;

/// <summary>All that something can happen to.</summary>
/// <param name="Deployment">What runs.</param>
/// <param name="Audience">Who watches.</param>
internal sealed record Scene(Deployment Deployment, Audience Audience)
{
    /// <summary>
    /// Stands for the app that most viewers are at, decided when the fault begins: they move together when theirs is killed,
    /// and a fault that nobody sees shows nothing.
    /// </summary>
    public const string App = "the app most watched";

    /// <summary>The program that is meant by the name.</summary>
    public RunningProgram this[string target] => target == App ? Deployment.Apps[Audience.MostWatched] : Deployment[target];
}
