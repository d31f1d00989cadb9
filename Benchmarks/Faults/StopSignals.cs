using System.Runtime.InteropServices;
using Pipeline.Hosting;

namespace Benchmarks.Faults;

/// <summary>Turns what asks this process to end into one token: Ctrl-C, SIGTERM, and the end of a parent that asked for it.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly PosixSignalRegistration[] registrations;

    /// <summary>Listens from now on.</summary>
    public StopSignals()
    {
        registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT, PosixSignal.SIGHUP }
            .Select(signal => PosixSignalRegistration.Create(signal, Stop))];
        // A test run that is killed outright closes this program's input, and leaves neither it nor its programs behind.
        if (ParentLifetime.IsAskedFor)
            new Thread(StopWhenInputEnds) { IsBackground = true, Name = "Parent" }.Start();
    }

    /// <summary>Cancelled once somebody asked to end.</summary>
    public CancellationToken Token => stop.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in registrations)
            registration.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        stop.Cancel();
    }

    private void StopWhenInputEnds()
    {
        using var input = Console.OpenStandardInput();
        input.CopyTo(Stream.Null);
        stop.Cancel();
    }
}
