using System.Diagnostics;

namespace Benchmarks.Measuring;

/// <summary>
/// How busy the load client itself was in the stretches that were timed, and the app with it. What a client measures that has no
/// time left is its own queue.
/// </summary>
/// <param name="app">The app.</param>
internal sealed class LoadMeter(AppUnderLoad app)
{
    /// <summary>The share of its cores past which the client counts as the bottleneck.</summary>
    public const double MostBusy = 0.85;

    private TimeSpan wall;
    private TimeSpan client;
    private TimeSpan served;

    /// <summary>The share of its cores that the client used.</summary>
    public double ClientShare => client / wall / app.Cores.OfClient;

    /// <summary>How many cores the app used.</summary>
    public double AppCores => served / wall;

    /// <summary>How long all stretches were together.</summary>
    public TimeSpan Wall => wall;

    /// <summary>The app's processor time in them.</summary>
    public TimeSpan App => served;

    /// <summary>Times a stretch.</summary>
    public async Task<T> OverAsync<T>(Func<Task<T>> stretch)
    {
        var (began, own, its) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, app.Use.Cpu);
        var result = await stretch();
        wall += Stopwatch.GetElapsedTime(began);
        client += Environment.CpuUsage.TotalTime - own;
        served += app.Use.Cpu - its;
        return result;
    }

    /// <summary>Refuses what was measured when the client had no time left.</summary>
    /// <exception cref="InvalidOperationException">It had none.</exception>
    public void Check(string what)
    {
        if (ClientShare > MostBusy)
            throw new InvalidOperationException(FormattableString.Invariant($"{what}: the load client used {ClientShare:P0} of its processor time, so it measured itself. Give it more cores or less to do."));
    }
}
