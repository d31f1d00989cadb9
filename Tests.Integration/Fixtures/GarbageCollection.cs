using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;

namespace Tests.Fixtures;

/// <summary>
/// A full collection in another .NET process, so that the size of its heap says what it keeps and nothing about when it last collected.
/// Asked for as heap dumps ask for it: the runtime collects when a session with this keyword begins.
/// </summary>
public static class GarbageCollection
{
    private const long GCHeapCollectKeyword = 0x800000;

    /// <summary>Returns when the process has collected all generations.</summary>
    /// <exception cref="ServerNotAvailableException">There is no such process, or it answers no diagnostics client.</exception>
    public static async Task InduceAsync(int processId, CancellationToken cancellationToken)
    {
        var provider = new EventPipeProvider("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, GCHeapCollectKeyword);
        using var session = await new DiagnosticsClient(processId).StartEventPipeSessionAsync([provider], requestRundown: false, token: cancellationToken);
        // The stream has to be read, or the process waits with the end of the session until it is.
        var reading = session.EventStream.CopyToAsync(Stream.Null, cancellationToken);
        await session.StopAsync(cancellationToken);
        await reading;
    }
}
