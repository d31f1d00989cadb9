using System.Runtime.InteropServices;

namespace AppHost.Processes;

/// <summary>Stops a process where it stands and lets it go on, where the system has signals for that.</summary>
internal static class PauseSignal
{
    // SIGSTOP and SIGCONT: their numbers differ between Linux and the systems of the BSD family.
    private static readonly int Stop = OperatingSystem.IsLinux() ? 19 : 17;
    private static readonly int Continue = OperatingSystem.IsLinux() ? 18 : 19;

    // WSTOPPED | WNOHANG | WNOWAIT: looks at a child that stands still and takes nothing from who waits for its end.
    private static readonly int Stopped = OperatingSystem.IsLinux() ? 0x2 | 0x1 | 0x1000000 : 0x8 | 0x1 | 0x20;
    private const int ByProcessId = 1; // P_PID

    // A busy machine may take a while to let each of its threads see the signal.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Whether this system can do it.</summary>
    public static bool IsThere => !OperatingSystem.IsWindows();

    /// <summary>Stops a process that this one started, and returns once none of its threads runs any more.</summary>
    /// <returns>Whether it stands still; else it goes on.</returns>
    public static bool TryPause(int processId)
    {
        if (kill(processId, Stop) != 0)
            return false;
        if (SpinWait.SpinUntil(() => StandsStill(processId), Patience))
            return true;
        TryResume(processId);
        return false;
    }

    /// <summary>Lets the process go on.</summary>
    /// <returns>Whether the system did.</returns>
    public static bool TryResume(int processId) => kill(processId, Continue) == 0;

    // What is told of the child begins with a signal, which is none while there is nothing to tell.
    private static bool StandsStill(int processId)
    {
        var told = new int[64];
        return waitid(ByProcessId, processId, told, Stopped) == 0 && told[0] != 0;
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int processId, int signal);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int waitid(int kind, int processId, [Out] int[] told, int options);
}
