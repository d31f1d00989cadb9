using System.Runtime.InteropServices;

namespace AppHost.Processes;

/// <summary>Stops a process where it stands and lets it go on, where the system has signals for that.</summary>
internal static class PauseSignal
{
    // SIGSTOP and SIGCONT: their numbers differ between Linux and the systems of the BSD family.
    private static readonly int Stop = OperatingSystem.IsLinux() ? 19 : 17;
    private static readonly int Continue = OperatingSystem.IsLinux() ? 18 : 19;

    /// <summary>Whether this system can do it.</summary>
    public static bool IsThere => !OperatingSystem.IsWindows();

    /// <summary>Stops the process.</summary>
    /// <returns>Whether the system did.</returns>
    public static bool TryPause(int processId) => kill(processId, Stop) == 0;

    /// <summary>Lets the process go on.</summary>
    /// <returns>Whether the system did.</returns>
    public static bool TryResume(int processId) => kill(processId, Continue) == 0;

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int processId, int signal);
}
