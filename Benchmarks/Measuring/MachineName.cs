using System.Runtime.InteropServices;

namespace Benchmarks.Measuring;

/// <summary>Says on what something was measured.</summary>
internal static class MachineName
{
    /// <summary>Processor, cores, memory, system and runtime, in one line.</summary>
    public static string Line => FormattableString.Invariant(
        $"{Environment.ProcessorCount} cores of {Processor}, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024):0} GiB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}");

    private static string Processor => File.Exists("/proc/cpuinfo")
        && File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line
        ? line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..]
        : $"{RuntimeInformation.ProcessArchitecture}";
}
