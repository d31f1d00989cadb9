using System.Globalization;
using System.Numerics;
using Benchmarks.Fanout.Load;

namespace Benchmarks.Fanout.Servers;

/// <summary>
/// Which processor core runs what. What is measured has one for itself; the load client, Redis and the publisher share another,
/// so that none of their work is taken for its own, and its figure is that of one core on any machine.
/// </summary>
internal sealed class Cores
{
    private readonly ulong server;
    private readonly ulong others;

    private Cores(ulong server, ulong others) => (this.server, this.others) = (server, others);

    /// <summary>Whether everything has its core.</summary>
    public bool ArePinned => others != 0;

    /// <summary>In words.</summary>
    public string Description => ArePinned
        ? FormattableString.Invariant($"pinned: the server on core {BitOperations.Log2(server)}, load client, publisher and Redis on core {BitOperations.Log2(others)}")
        : "not pinned";

    /// <summary>Takes two cores, and puts this process on the second; nothing is pinned where there is one core, or none is asked for.</summary>
    public static Cores Take(bool pin)
    {
        if (!pin || Libc.GetAffinity(0, sizeof(ulong), out var allowed) < 0 || BitOperations.PopCount(allowed) < 2)
            return new(0, 0);
        var first = Lowest(allowed);
        var cores = new Cores(first, Lowest(allowed & ~first));
        foreach (var thread in Directory.EnumerateDirectories("/proc/self/task"))
            Pin(int.Parse(Path.GetFileName(thread), CultureInfo.InvariantCulture), cores.others);
        return cores;
    }

    /// <summary>Starts a server on its core: a process is where the thread is that starts it.</summary>
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

    private static ulong Lowest(ulong mask) => 1UL << BitOperations.TrailingZeroCount(mask);

    private static void Pin(int thread, ulong mask) => _ = Libc.SetAffinity(thread, sizeof(ulong), in mask);
}
