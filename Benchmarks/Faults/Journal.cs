using System.Diagnostics;

namespace Benchmarks.Faults;

/// <summary>Writes what happens, each line with the time since the run began.</summary>
internal sealed class Journal(TextWriter output)
{
    private readonly Lock gate = new();
    private long began = Stopwatch.GetTimestamp();

    /// <summary>How long the run has lasted.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(began);

    /// <summary>Counts the time from now on.</summary>
    public void Begin() => began = Stopwatch.GetTimestamp();

    /// <summary>Writes what has just happened.</summary>
    public void Note(string line) => Write(FormattableString.Invariant($"{Elapsed.TotalSeconds,7:0.0} s  {line}"));

    /// <summary>Writes a line without a time.</summary>
    public void Write(string line)
    {
        lock (gate)
            output.WriteLine(line);
    }
}
