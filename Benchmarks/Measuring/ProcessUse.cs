using Benchmarks.Fanout.Servers;

namespace Benchmarks.Measuring;

/// <summary>What a process has used, as the operating system counts it.</summary>
/// <param name="Cpu">Its processor time since it began.</param>
/// <param name="Resident">The memory it holds now, in bytes.</param>
internal readonly record struct ProcessUse(TimeSpan Cpu, long Resident)
{
    /// <summary>Looks.</summary>
    /// <exception cref="InvalidOperationException">There is no such process.</exception>
    public static ProcessUse Of(int processId) => new(CpuClock.Of(processId), ResidentMemory.Of(processId));
}
