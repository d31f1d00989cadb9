using System.Globalization;

namespace Benchmarks.Measuring;

/// <summary>What a process has used, as the operating system counts it (Linux, proc(5)).</summary>
/// <param name="Cpu">Its processor time since it began; counted in steps of 10 ms.</param>
/// <param name="Resident">The memory it holds now, in bytes.</param>
internal readonly record struct ProcessUse(TimeSpan Cpu, long Resident)
{
    private const double TicksPerSecond = 100; // USER_HZ, which is part of the kernel's interface

    /// <summary>Looks.</summary>
    public static ProcessUse Of(int processId)
    {
        var stat = File.ReadAllText($"/proc/{processId}/stat");
        // The name stands in brackets and may hold anything; fields are counted from behind it.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = Number(fields[11]) + Number(fields[12]);
        return new ProcessUse(TimeSpan.FromSeconds(ticks / TicksPerSecond), Number(fields[21]) * Environment.SystemPageSize);
    }

    private static long Number(string field) => long.Parse(field, CultureInfo.InvariantCulture);
}
