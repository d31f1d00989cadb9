using System.Globalization;
using System.Numerics;
using Benchmarks.Fanout.Load;

namespace Benchmarks.Measuring;

/// <summary>
/// Which processor cores run what. What is measured has its own; the load client, Redis and the publisher share the others, so that none
/// of their work is taken for its own, and a figure of one core is that on any machine.
/// </summary>
internal sealed class Cores
{
    private readonly ulong server;
    private readonly ulong others;

    private Cores(ulong server, ulong others) => (this.server, this.others) = (server, others);

    /// <summary>Everything runs wherever the system has it run.</summary>
    public static Cores Shared { get; } = new(0, 0);

    /// <summary>How many the load client may use.</summary>
    public int OfClient => ArePinned ? BitOperations.PopCount(others) : Environment.ProcessorCount;

    /// <summary>In words.</summary>
    public string Description => ArePinned
        ? $"pinned: the server on core {string.Join(", ", Numbers(server))}, load client, publisher and Redis on core {string.Join(", ", Numbers(others))}"
        : "not pinned";

    private bool ArePinned => others != 0;

    /// <summary>One for the server, and this process on another; nothing is pinned where there is one core.</summary>
    public static Cores OneEach()
    {
        var allowed = Allowed();
        var first = Lowest(allowed);
        return BitOperations.PopCount(allowed) < 2 ? Shared : Part(first, Lowest(allowed & ~first));
    }

    /// <summary>Those of a list such as <c>0</c>, <c>0,2</c> or <c>0-1</c> for the server, and this process on what is left; null shares all.</summary>
    /// <exception cref="InvalidOperationException">It is no such list, or leaves the load client none.</exception>
    public static Cores Apart(string? list)
    {
        if (list is null)
            return Shared;
        var (server, allowed) = (Mask(list), Allowed());
        if ((server & ~allowed) != 0)
            throw new InvalidOperationException($"--app-cores {list} names cores that there are not: there are {string.Join(", ", Numbers(allowed))}.");
        return server != allowed ? Part(server, allowed & ~server) : throw new InvalidOperationException($"--app-cores {list} leaves the load client no core.");
    }

    /// <summary>Starts a server on its cores: a process is where the thread is that starts it.</summary>
    public T StartServer<T>(Func<T> start)
    {
        if (!ArePinned)
            return start();
        Pin(0, server);
        try
        {
            return start();
        }
        finally
        {
            Pin(0, others);
        }
    }

    private static Cores Part(ulong server, ulong others)
    {
        foreach (var thread in Directory.EnumerateDirectories("/proc/self/task"))
            Pin(int.Parse(Path.GetFileName(thread), CultureInfo.InvariantCulture), others);
        return new Cores(server, others);
    }

    private static ulong Allowed() => OperatingSystem.IsLinux() && Libc.GetAffinity(0, sizeof(ulong), out var allowed) >= 0
        ? allowed
        : throw new InvalidOperationException("Which core runs what can be chosen on Linux only, with 64 cores at most.");

    private static ulong Mask(string list)
    {
        var mask = 0UL;
        foreach (var ends in list.Split(',').Select(part => part.Split('-')))
        {
            if (!int.TryParse(ends[0], CultureInfo.InvariantCulture, out var first) || !int.TryParse(ends[^1], CultureInfo.InvariantCulture, out var last)
                || first < 0 || last > 63 || first > last || ends.Length > 2)
                throw new InvalidOperationException($"--app-cores takes numbers of cores, such as 0, 0,2 or 0-1, and not {list}.");
            for (var core = first; core <= last; core++)
                mask |= 1UL << core;
        }

        return mask;
    }

    private static IEnumerable<int> Numbers(ulong mask) => Enumerable.Range(0, 64).Where(core => (mask & (1UL << core)) != 0);

    private static ulong Lowest(ulong mask) => 1UL << BitOperations.TrailingZeroCount(mask);

    private static void Pin(int thread, ulong mask) => _ = Libc.SetAffinity(thread, sizeof(ulong), in mask);
}
