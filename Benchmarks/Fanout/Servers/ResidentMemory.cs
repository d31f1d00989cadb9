using System.Globalization;

namespace Benchmarks.Fanout.Servers;

/// <summary>How much memory programs hold.</summary>
internal static class ResidentMemory
{
    /// <summary>What of a process is in memory now, in bytes; second field of <c>/proc/PID/statm</c> (proc(5)).</summary>
    public static long Of(int process) =>
        long.Parse(File.ReadAllText($"/proc/{process}/statm").Split(' ')[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize;
}
