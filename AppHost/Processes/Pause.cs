using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace AppHost.Processes;

/// <summary>
/// A process that stands still. Such a one does not notice that the cord it hangs by was let go of, and an AppHost that was killed
/// would leave it standing in the system for ever; so a shell waits at the end of a pipe that the operating system closes with
/// AppHost, however that ends, and lets the process go on.
/// </summary>
internal sealed class Pause : IDisposable
{
    private readonly Process shell;

    private Pause(Process shell) => this.shell = shell;

    /// <summary>Stops the process, but not while it has the turn to write to the database that it shares with others.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="sqlite">The SQLite database that it writes to; null for none.</param>
    /// <returns>The pause; null when it could not be done.</returns>
    public static Pause? TryBegin(int processId, string? sqlite)
    {
        using var turn = sqlite is null ? null : WriteTurn.TryTake(sqlite);
        if (sqlite is not null && turn is null)
            return null;
        string[] script = ["-c", "read -r end; kill -CONT \"$0\"", processId.ToString(CultureInfo.InvariantCulture)];
        try
        {
            var pause = new Pause(Process.Start(new ProcessStartInfo("/bin/sh", script) { RedirectStandardInput = true })!);
            if (PauseSignal.TryPause(processId))
                return pause;
            pause.Dispose();
        }
        catch (Win32Exception)
        {
            // No process more can be started here; then none is stopped, because nobody could promise that it goes on.
        }

        return null;
    }

    /// <summary>Ends the shell, which is not needed once the process goes on or is gone; its id may then be another's.</summary>
    public void Dispose()
    {
        shell.Kill();
        shell.Dispose();
    }
}
