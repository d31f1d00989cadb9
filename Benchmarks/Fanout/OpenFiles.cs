using System.Globalization;

namespace Benchmarks.Fanout;

/// <summary>How many files, and so connections, a process may have open. .NET raises its own limit to the hard one when it starts.</summary>
internal static class OpenFiles
{
    private const int Others = 500; // what a process has open besides its connections

    /// <summary>How many connections a process may hold.</summary>
    public static int MostConnections
    {
        get
        {
            var limit = File.ReadLines("/proc/self/limits").Single(line => line.StartsWith("Max open files", StringComparison.Ordinal));
            var soft = limit.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3];
            return soft == "unlimited" ? int.MaxValue : int.Parse(soft, CultureInfo.InvariantCulture) - Others;
        }
    }

    /// <summary>Sees to it that there can be so many.</summary>
    /// <exception cref="InvalidOperationException">There cannot.</exception>
    public static void Require(int connections)
    {
        if (connections > MostConnections)
            throw new InvalidOperationException(
                $"{connections} connections need {connections + Others} open files, and the hard limit is {MostConnections + Others}: raise it (ulimit -Hn) and try again.");
    }
}
