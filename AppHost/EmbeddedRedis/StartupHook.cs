using System.Diagnostics;
using System.Runtime.InteropServices;

/// <summary>
/// Runs inside the embedded server before its own <c>Main</c> (<c>DOTNET_STARTUP_HOOKS</c>, which fixes this name and the absence of
/// a namespace) and ends it when its standard input does. So it dies with AppHost however AppHost dies, though the server is not
/// ours to change, and with no process beside it that could itself be killed.
/// </summary>
/// <remarks>Only the base class library may be used here: what AppHost references is not there in the server's process.</remarks>
internal static class StartupHook
{
    // A registration ends when it is collected.
    private static readonly List<PosixSignalRegistration> Signals = [];

    /// <summary>Called by the runtime.</summary>
    public static void Initialize()
    {
        // Ctrl-C reaches every process of a terminal; the server must outlive those that still say goodbye to it.
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGHUP])
            Signals.Add(PosixSignalRegistration.Create(signal, context => context.Cancel = true));
        new Thread(EndWhenInputEnds) { IsBackground = true, Name = "Parent" }.Start();
    }

    private static void EndWhenInputEnds()
    {
        try
        {
            Console.OpenStandardInput().CopyTo(Stream.Null);
        }
        catch (IOException)
        {
            // A broken pipe says the same as a closed one.
        }

        // It keeps nothing, so there is nothing to save, and nothing of its own can hold up its end.
        Process.GetCurrentProcess().Kill();
    }
}
