using System.Diagnostics;

namespace Benchmarks.Measuring;

/// <summary>Which cores are the app's, and which are left to the load client.</summary>
/// <param name="List">The app's, as taskset(1) takes them; null where both share all.</param>
/// <param name="ClientCores">How many the client may use.</param>
internal sealed record AppCores(string? List, int ClientCores)
{
    /// <summary>Reads a list such as <c>0</c>, <c>0,2</c> or <c>0-1</c>; null means all, shared.</summary>
    /// <exception cref="InvalidOperationException">It leaves the client none.</exception>
    public static AppCores Read(string? list)
    {
        if (list is null)
            return new AppCores(null, Environment.ProcessorCount);
        var left = Enumerable.Range(0, MachineCores).Except(Numbers(list)).Count();
        return left > 0 ? new AppCores(list, left) : throw new InvalidOperationException($"--app-cores {list} leaves the load client no core.");
    }

    private static int MachineCores { get; } = Environment.ProcessorCount;

    /// <summary>Keeps this process off the app's cores, for as long as it runs.</summary>
    public void KeepOff()
    {
        if (List is null)
            return;
        var others = string.Join(',', Enumerable.Range(0, MachineCores).Except(Numbers(List)));
        using var taskset = Process.Start(new ProcessStartInfo("taskset", ["-a", "-p", "-c", others, $"{Environment.ProcessId}"]) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("taskset, of Debian's util-linux, could not be started.");
        taskset.WaitForExit();
        if (taskset.ExitCode != 0)
            throw new InvalidOperationException($"taskset ended with exit code {taskset.ExitCode}.");
    }

    private static IEnumerable<int> Numbers(string list) => list.Split(',').Select(part => part.Split('-')).SelectMany(ends =>
        Enumerable.Range(int.Parse(ends[0], null), int.Parse(ends[^1], null) - int.Parse(ends[0], null) + 1));
}
