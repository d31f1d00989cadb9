using System.Diagnostics;
using System.Globalization;

namespace AppHost.Processes;

/// <summary>
/// A process that stands still until this is disposed. Nobody else would ever let it go on, and standing still it does not notice that
/// its cord is cut: so a shell hangs by a cord of its own and lets it go on when AppHost dies.
/// </summary>
internal sealed class PausedProcess : IDisposable
{
    private const string LetGoOnAtTheEnd = "read -r _; kill -CONT \"$1\"";

    private readonly int processId;
    private readonly Process guard;

    private PausedProcess(int processId, Process guard) => (this.processId, this.guard) = (processId, guard);

    /// <summary>Stops the process where it stands.</summary>
    /// <returns>What lets it go on; null when the system did not stop it.</returns>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no shell.</exception>
    public static PausedProcess? TryPause(int processId)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", LetGoOnAtTheEnd, "live-pause", processId.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardInput = true };
        var paused = new PausedProcess(processId, Process.Start(start)!);
        if (PauseSignal.TryPause(processId))
            return paused;
        paused.Dispose();
        return null;
    }

    /// <summary>Lets the process go on.</summary>
    public void Dispose()
    {
        guard.Kill(); // before its end could reach another process with that id
        guard.Dispose();
        PauseSignal.TryResume(processId);
    }
}
