using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace Pipeline.Hosting;

/// <summary>
/// The lifetime of a program that another one started: it ends when its standard input does. The parent holds the other end of
/// that pipe, so the operating system closes it however the parent ends, killed outright included; and closing it is how the
/// parent asks for an orderly stop, in the same way on Linux, macOS and Windows.
/// </summary>
/// <remarks>
/// A lifetime rather than a hosted service, because it is in force before the first hosted service starts, and because it takes
/// the console's place: Ctrl-C reaches every process of a terminal, and here only the parent decides what it means.
/// SIGTERM still stops this program alone.
/// </remarks>
public sealed class ParentLifetime(IHostApplicationLifetime application) : IHostLifetime, IDisposable
{
    /// <summary>The environment variable by which a parent asks for this lifetime, with the value <c>1</c>.</summary>
    public const string Variable = "LIVE_ENDS_WITH_STDIN";

    // Past it nobody is left to end a program that hangs while it stops.
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(4);

    private readonly List<PosixSignalRegistration> signals = [];

    /// <summary>Whether the parent of this process asked for this lifetime.</summary>
    public static bool IsAskedFor => Environment.GetEnvironmentVariable(Variable) == "1";

    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, LeaveToTheParent));
        signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGQUIT, LeaveToTheParent));
        signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGHUP, LeaveToTheParent));
        signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop));

        // A thread of its own: reading a standard input blocks, and a blocked pool thread would be missed elsewhere.
        new Thread(StopWhenInputEnds) { IsBackground = true, Name = "Parent" }.Start();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => signals.ForEach(signal => signal.Dispose());

    private static void LeaveToTheParent(PosixSignalContext context) => context.Cancel = true;

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        StopOnceStarted();
    }

    // Stopping a host that is still starting makes the start throw, and a person who pressed Ctrl-C would read a stack trace.
    private void StopOnceStarted() => application.ApplicationStarted.Register(application.StopApplication);

    private void StopWhenInputEnds()
    {
        try
        {
            Console.OpenStandardInput().CopyTo(Stream.Null);
        }
        catch (IOException)
        {
            // A broken pipe says the same as a closed one.
        }

        StopOnceStarted();
        Thread.Sleep(StopLimit);
        Process.GetCurrentProcess().Kill();
    }
}
